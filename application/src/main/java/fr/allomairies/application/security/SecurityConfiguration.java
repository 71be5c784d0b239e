package fr.allomairies.application.security;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Every address of the product and who may use it. An address that is not in this table is refused to everybody.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class SecurityConfiguration {

    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    CookieSameSiteSupplier rememberedOnThisSiteOnly() {
        return CookieSameSiteSupplier.ofLax().whenHasName(SessionCookie.NAME);
    }

    /// Requests are measured as a whole, and not filter by filter.
    @Bean
    SecurityObservationSettings filtersNotObserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SignInAttempts signInAttempts(Clock clock) {
        return new SignInAttempts(clock);
    }

    /// For machines: Prometheus reads with the user `metrics`, whose password is a secret of the installation; and for
    /// administrators whose session is not over.
    @Bean
    @Order(1)
    SecurityFilterChain operations(
            HttpSecurity http,
            SignInUsers users,
            OpenSessions sessions,
            OpenStreams streams,
            @Value("${allo.metrics-password}") String password)
            throws Exception {
        var metrics = User.withUsername("metrics")
                .password("{noop}" + password)
                .roles("METRICS")
                .build();
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(
                        rules -> rules.requestMatchers("/actuator/health/liveness", "/actuator/health/readiness")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/actuator/**")
                                .hasAnyRole("METRICS", "ADMINISTRATOR")
                                .anyRequest()
                                .denyAll())
                .userDetailsService(new InMemoryUserDetailsManager(metrics))
                .httpBasic(Customizer.withDefaults())
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new StaleSessionFilter(users, sessions, streams), BasicAuthenticationFilter.class)
                .build();
    }

    /// Apps: each request brings its own key, or needs none. Whatever asks who somebody is would only cost time.
    @Bean
    @Order(2)
    SecurityFilterChain apps(HttpSecurity http) throws Exception {
        return http.securityMatcher("/open311/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.disable())
                .securityContext(context -> context.disable())
                .servletApi(request -> request.disable())
                .anonymous(nobody -> nobody.disable())
                .logout(logout -> logout.disable())
                .exceptionHandling(refused -> refused.disable())
                .requestCache(cache -> cache.disable())
                .headers(PageHeaders::apply)
                .build();
    }

    /// The chat on other sites, the page to report, and the calls of messengers and of services, which are signed:
    /// nobody signs in, and no cookie of a session is set.
    @Bean
    @Order(3)
    SecurityFilterChain citizens(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        "/chat/**",
                        "/api/chat/**",
                        "/api/messaging/**",
                        "/api/hand-overs/**",
                        "/signaler/**",
                        "/report")
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .cors(Customizer.withDefaults())
                .headers(PageHeaders::apply)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain people(
            HttpSecurity http,
            SignInUsers users,
            SignInAttempts attempts,
            SignInAnswers answers,
            SessionCookie cookie,
            OpenSessions sessions,
            OpenStreams streams,
            IdentitySettings identity,
            IdentityProvider provider,
            IdentityUsers vouchedFor,
            @Value("${allo.remember-key}") String rememberKey)
            throws Exception {
        if (identity.isUsed()) {
            http.oauth2Login(elsewhere -> elsewhere
                    .clientRegistrationRepository(provider)
                    .loginPage("/sign-in")
                    .userInfoEndpoint(who -> who.oidcUserService(vouchedFor))
                    .tokenEndpoint(token -> token.accessTokenResponseClient(ProviderHttp.tokens()))
                    .successHandler(answers::goesOn)
                    .failureHandler(answers::failedElsewhere)
                    .withObjectPostProcessor(toldAsOtherFailures(answers)));
        }
        return http.authorizeHttpRequests(SecurityConfiguration::rules)
                .userDetailsService(users)
                .formLogin(form -> form.loginPage("/sign-in")
                        .successHandler(answers::succeeded)
                        .failureHandler(answers::failed))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessHandler(signedOut(provider)))
                .rememberMe(remember -> remember.rememberMeServices(cookie).key(rememberKey))
                .csrf(csrf -> csrf.spa().ignoringRequestMatchers("/suivi/**", "/transmission/**"))
                .cors(Customizer.withDefaults())
                .headers(headers -> PageHeaders.apply(headers, identity.isUsed() ? identity.origin() : ""))
                .requestCache(cache -> cache.requestCache(answers.pagesOnly()))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(ApiRefusals::signInFirst, API)
                        .defaultAccessDeniedHandlerFor(ApiRefusals::notAllowed, API)
                        // one alone would answer for pages too
                        .defaultAccessDeniedHandlerFor(new PageRefusals(), AnyRequestMatcher.INSTANCE)
                        .withObjectPostProcessor(cookiesAreAsGoodAsPasswords()))
                .addFilterBefore(new SignInLimitFilter(attempts), UsernamePasswordAuthenticationFilter.class)
                // before the cookie is looked at, by which a session goes on with other rights
                .addFilterBefore(new StaleSessionFilter(users, sessions, streams), RememberMeAuthenticationFilter.class)
                .build();
    }

    /// A provider that is away is no error of ours.
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> toldAsOtherFailures(
            SignInAnswers answers) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(answers::failedElsewhere);
                return filter;
            }
        };
    }

    /// Who came in by the cookie of his session is refused as everybody, and not asked to sign in.
    private static ObjectPostProcessor<ExceptionTranslationFilter> cookiesAreAsGoodAsPasswords() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends ExceptionTranslationFilter> O postProcess(O filter) {
                filter.setAuthenticationTrustResolver(new AuthenticationTrustResolverImpl() {
                    @Override
                    public boolean isRememberMe(@Nullable Authentication who) {
                        return false;
                    }
                });
                return filter;
            }
        };
    }

    /// Who came by the identity provider is signed out there too.
    private static LogoutSuccessHandler signedOut(IdentityProvider provider) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(provider);
        handler.setPostLogoutRedirectUri("{baseUrl}/sign-in");
        handler.setDefaultTargetUrl("/sign-in?signed-out");
        return handler;
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        // what was let in may finish with an error page
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll();
        rules.requestMatchers("/", "/sign-in", "/error", "/favicon.ico", "/assets/**")
                .permitAll();
        rules.requestMatchers("/suivi/**", "/transmission/**").permitAll();
        // whoever owes no code is led on
        rules.requestMatchers("/sign-in/code", "/sign-in/key").authenticated();
        // a role that asks for a second factor asks for it before anything else
        rules.requestMatchers(
                        "/account/second-factor",
                        "/account/second-factor/new",
                        "/account/second-factor/proof",
                        "/account/second-factor/keys",
                        "/account/second-factor/keys/new")
                .hasAnyAuthority("ROLE_AGENT", "ROLE_OFFICER", SignedIn.OWES_ENROLMENT);
        rules.requestMatchers("/account/**").hasAnyRole("AGENT", "OFFICER");
        Right.TABLE.forEach(right -> right.addresses().stream()
                .map(SecurityConfiguration::matcher)
                .forEach(address ->
                        rules.requestMatchers(address).hasRole(right.role().name())));
        rules.requestMatchers(HttpMethod.POST, "/sign-out").authenticated();
        rules.anyRequest().denyAll();
    }

    private static RequestMatcher matcher(String address) {
        var paths = PathPatternRequestMatcher.withDefaults();
        var space = address.indexOf(' ');
        return space < 0
                ? paths.matcher(address)
                : paths.matcher(HttpMethod.valueOf(address.substring(0, space)), address.substring(space + 1));
    }
}
