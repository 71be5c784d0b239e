package fr.allomairies.ticketing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.NotFixedSaid;
import fr.allomairies.contact.TicketEvent.SatisfactionGiven;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.FollowUps;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Satisfaction;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.Ticketing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfigureMockMvc
@Import(PagesIT.Product.class)
class PagesIT extends OnPostgres {

    static final LocalDate NEXT_YEAR = LocalDate.of(LocalDate.now().getYear() + 1, 3, 2);
    static final DateTimeFormatter IN_FRENCH =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(Locale.FRENCH);

    static final AgentId AMINA = new AgentId("amina");
    static final ServiceCode LIGHTING = new ServiceCode("eclairage");
    static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");
    static final byte[] PNG = "\u0089PNG\r\n\u001A\nrest".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] PAGE = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    static final RequestPostProcessor LUC =
            user("luc").authorities(authority("ROLE_OFFICER"), authority("SERVICE_eclairage"));
    static final RequestPostProcessor ROADS =
            user("rose").authorities(authority("ROLE_OFFICER"), authority("SERVICE_voirie"));

    @Autowired
    Tasks tasks;

    @Autowired
    MockMvc web;

    @Autowired
    Cases cases;

    @Autowired
    Satisfaction satisfaction;

    Receipt receipt;

    @BeforeEach
    void aReportWithAPhoto() {
        receipt = receive(new InboundContact(
                ContactId.next(),
                ChannelKind.REPORT,
                UUID.randomUUID().toString(),
                NINE,
                someone(),
                LAMP,
                "Lampadaire <b>12</b>",
                "Il clignote\nla nuit",
                new Place(43.7, 7.26, "12 rue de France"),
                List.of(
                        new NewAttachment("photo.png", "image/png", PNG),
                        new NewAttachment("été.html", "text/html", PAGE)),
                List.of(),
                "fr"));
    }

    @Test
    void showsTheCitizenWhereTheRequestStandsWithoutAnAccount() throws Exception {
        ticketing.handOver(receipt.ticket(), LIGHTING, "poteau privé ?", AMINA);
        report(ServiceProgress.DELAYED, "Pièce en commande", NEXT_YEAR);
        ticketing.addMessage(receipt.ticket(), null, AMINA, "Nous suivons votre demande.", "k");

        web.perform(tracking(""))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().string("X-Robots-Tag", "noindex, nofollow"))
                .andExpect(header().string("Referrer-Policy", "no-referrer"))
                .andExpect(content()
                        .string(allOf(
                                containsString(receipt.number()),
                                containsString("Lampadaire &lt;b&gt;12&lt;/b&gt;"),
                                containsString("Retardée"),
                                containsString("Confiée au service «\u00a0Éclairage public\u00a0»"),
                                containsString("Pièce en commande"),
                                containsString("Nouvelle date : " + IN_FRENCH.format(NEXT_YEAR)),
                                containsString("Il clignote\nla nuit"),
                                containsString("Nous suivons votre demande."),
                                containsString("12 rue de France"))))
                .andExpect(content().string(not(containsString("poteau privé"))))
                .andExpect(content().string(not(containsString("example.org"))))
                .andExpect(content().string(not(containsString("amina"))));
    }

    @Test
    void showsTheStepsOfRequestsThatStoodForEachOtherInTurn() throws Exception {
        var other = receive(mail(someone(), "Le même lampadaire", "éteint"));
        cases.merge(other.ticket(), List.of(receipt.ticket()), AMINA);
        ticketing.handOver(other.ticket(), LIGHTING, null, AMINA);
        ticketing.report(other.ticket(), LIGHTING, ServiceProgress.DONE, "d’abord", null, "luc");
        cases.separate(receipt.ticket(), AMINA);
        cases.merge(receipt.ticket(), List.of(other.ticket()), AMINA);
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);
        report(ServiceProgress.DELAYED, "ensuite", NEXT_YEAR);

        for (var token : List.of(receipt.trackingToken(), other.trackingToken())) {
            web.perform(get("/suivi/" + token))
                    .andExpect(status().isOk())
                    .andExpect(content().string(allOf(containsString("d’abord"), containsString("ensuite"))));
        }
    }

    @Test
    void speaksEnglishToo() throws Exception {
        web.perform(tracking("").locale(Locale.ENGLISH))
                .andExpect(content()
                        .string(allOf(
                                containsString("Registered"),
                                containsString("Answer expected by Monday 19 January 2026"))))
                .andExpect(content().string(not(containsString("??"))));
    }

    @Test
    void knowsNothingUnderAWrongAddressAndStopsThoseWhoGuess() throws Exception {
        for (int i = 0; i < 19; i++) {
            web.perform(get("/suivi/" + UUID.randomUUID()).with(from("192.0.2.7")))
                    .andExpect(status().isNotFound());
        }
        web.perform(get("/suivi/" + UUID.randomUUID()).with(from("192.0.2.7"))).andExpect(status().isTooManyRequests());
        web.perform(get("/suivi/" + receipt.trackingToken()).with(from("192.0.2.7")))
                .andExpect(status().isTooManyRequests());
        web.perform(tracking("")).andExpect(status().isOk());
    }

    @Test
    void showsPhotosAndOnlyEverSavesOtherFiles() throws Exception {
        web.perform(tracking("/files/" + file("photo.png")))
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.IMAGE_PNG))
                .andExpect(content().bytes(PNG))
                .andExpect(header().string("Content-Disposition", startsWith("inline")))
                .andExpect(header().string("Content-Security-Policy", "default-src 'none'; sandbox"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
        web.perform(tracking("/files/" + file("été.html")))
                .andExpect(content().contentType(MediaType.APPLICATION_OCTET_STREAM))
                .andExpect(header().string("Content-Disposition", startsWith("attachment")))
                .andExpect(header().string("Content-Security-Policy", "default-src 'none'; sandbox"));
    }

    @Test
    void givesNoFileOfAnotherRequest() throws Exception {
        var other = receive(mail(someone(), "autre", "…"));

        web.perform(get("/suivi/" + other.trackingToken() + "/files/" + file("photo.png")))
                .andExpect(status().isNotFound());
    }

    @Test
    void takesInAMessageOfTheCitizenAndNamesWhatIsWrong() throws Exception {
        web.perform(post("/suivi/" + receipt.trackingToken())
                        .param("text", "  ")
                        .locale(Locale.FRENCH))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("Écrivez votre message")));
        web.perform(post("/suivi/" + receipt.trackingToken()).param("text", "a".repeat(5_001)))
                .andExpect(status().isUnprocessableContent());
        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().interactions())
                .noneMatch(said -> said.text().isBlank());

        web.perform(post("/suivi/" + receipt.trackingToken())
                        .param("text", "Toujours éteint")
                        .param("key", "once"))
                .andExpect(redirectedUrl("/suivi/" + receipt.trackingToken() + "?sent"));

        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().interactions())
                .anyMatch(said -> said.text().equals("Toujours éteint"));
    }

    @Test
    void asksOnceWhetherTheCitizenIsSatisfiedWhenTheRequestIsSettled() throws Exception {
        var answer = "/suivi/" + receipt.trackingToken() + "/satisfaction";
        web.perform(tracking("")).andExpect(content().string(not(containsString("Votre avis"))));
        web.perform(post(answer).param("score", "5")).andExpect(status().isFound());
        assertThat(satisfaction.of(receipt.ticket())).isEmpty();

        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);
        report(ServiceProgress.DONE, "", null);
        web.perform(tracking("")).andExpect(content().string(containsString("Très satisfait")));
        for (var wrong : List.of("", "0", "6")) {
            web.perform(post(answer)
                            .param("score", wrong)
                            .param("comment", "merci")
                            .locale(Locale.FRENCH))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(allOf(containsString("l’une des cinq"), containsString("merci"))));
        }
        web.perform(post(answer).param("score", "4").param("comment", "a".repeat(501)))
                .andExpect(status().isUnprocessableContent());

        web.perform(post(answer).param("score", "4").param("comment", "<b>vite</b> fait"))
                .andExpect(redirectedUrl(answer.replace("/satisfaction", "#satisfaction")));
        web.perform(post(answer).param("score", "1"));
        web.perform(tracking(""))
                .andExpect(content()
                        .string(allOf(
                                containsString("Vous avez répondu : Satisfait."),
                                containsString("&lt;b&gt;vite&lt;/b&gt; fait"),
                                not(containsString("??")))));
        assertThat(events(receipt.ticket()))
                .filteredOn(SatisfactionGiven.class::isInstance)
                .singleElement()
                .extracting(event -> ((SatisfactionGiven) event).score())
                .isEqualTo(4);
        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.RESOLVED);
        web.perform(post("/suivi/unknown/satisfaction").param("score", "4")).andExpect(status().isNotFound());
    }

    @Test
    void tellsWhatEachServiceHasDoneAndHasToDo() throws Exception {
        web.perform(tracking("")).andExpect(content().string(not(containsString("Où en sont les services"))));
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);
        tasks.add(
                receipt.ticket(), "Reboucher, dit Jeanne", new For.Service(new ServiceCode("voirie")), 3, true, AMINA);
        report(ServiceProgress.DONE, "Ampoule changée", null);

        web.perform(tracking(""))
                .andExpect(content()
                        .string(allOf(
                                containsString("Où en sont les services"),
                                containsString("Éclairage public"),
                                containsString("c’est fait"),
                                containsString("Voirie"),
                                containsString("à faire d’ici le"))))
                .andExpect(content().string(not(containsString("Reboucher, dit Jeanne"))));
    }

    @Test
    void whoSaysThatItIsNotFixedGivesItBackToTheServiceThatEndedIt() throws Exception {
        var address = "/suivi/" + receipt.trackingToken() + "/not-fixed";
        web.perform(tracking("")).andExpect(content().string(not(containsString("Ce n’est pas réglé"))));
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);
        report(ServiceProgress.DONE, "Ampoule changée", null);
        web.perform(tracking("")).andExpect(content().string(containsString("Ce n’est pas réglé ?")));

        web.perform(multipart(address).param("text", " ").locale(Locale.FRENCH))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("Écrivez votre message")));
        web.perform(multipart(address)
                        .file("photo", PAGE)
                        .param("text", "Toujours noir")
                        .locale(Locale.FRENCH))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content()
                        .string(allOf(containsString("ne peut pas être lue"), containsString("Toujours noir"))));
        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.RESOLVED);

        web.perform(multipart(address).file("photo", PNG).param("text", "Toujours noir"))
                .andExpect(redirectedUrl("/suivi/" + receipt.trackingToken() + "?sent"));

        assertThat(log.of(receipt.ticket()))
                .filteredOn(NotFixedSaid.class::isInstance)
                .hasSize(1);
        var again = ticketing.ticket(receipt.ticket()).orElseThrow();
        assertThat(again.summary().status()).isEqualTo(TicketStatus.WITH_SERVICE);
        assertThat(again.summary().service()).isEqualTo(LIGHTING);
        assertThat(again.summary().progress()).isNull();
        assertThat(again.interactions())
                .anySatisfy(said -> {
                    assertThat(said.text()).isEqualTo("Toujours noir");
                    assertThat(said.attachments()).hasSize(1);
                })
                .anySatisfy(said -> assertThat(said.text()).isEqualTo("L’usager dit que ce n’est pas réglé."));
        web.perform(tracking(""))
                .andExpect(content().string(containsString("Rendue au service : vous dites que ce n’est pas réglé")))
                .andExpect(content().string(not(containsString("L’usager dit"))));
        web.perform(get("/service/" + receipt.ticket()).with(LUC).locale(Locale.FRENCH))
                .andExpect(content()
                        .string(allOf(
                                containsString("Toujours noir"),
                                containsString("L’usager dit que ce n’est pas réglé."))));
    }

    @Test
    void keepsThePhotoOfWhoSaysItTooLate() throws Exception {
        web.perform(multipart("/suivi/" + receipt.trackingToken() + "/not-fixed")
                        .file("photo", PNG)
                        .param("text", "Voici"))
                .andExpect(redirectedUrl("/suivi/" + receipt.trackingToken() + "?sent"));

        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().interactions())
                .anySatisfy(said -> {
                    assertThat(said.text()).isEqualTo("Voici");
                    assertThat(said.attachments()).hasSize(1);
                })
                .noneSatisfy(said -> assertThat(said.text()).isEqualTo("L’usager dit que ce n’est pas réglé."));
    }

    @Test
    void whatNoServiceHasEndedGoesBackToAnAgent() throws Exception {
        ticketing.resolve(receipt.ticket(), "informed", AMINA);

        web.perform(multipart("/suivi/" + receipt.trackingToken() + "/not-fixed")
                        .param("text", "Rien n’a changé"))
                .andExpect(redirectedUrl("/suivi/" + receipt.trackingToken() + "?sent"));

        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.IN_HAND);
    }

    @Test
    void listsToAnOfficerTheRequestsOfHisServiceAlone() throws Exception {
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);

        web.perform(get("/service").with(LUC).locale(Locale.FRENCH))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString(receipt.number()),
                                containsString("Éclairage public"),
                                containsString("dépassée"))))
                .andExpect(content().string(not(containsString("??"))));
        web.perform(get("/service").with(ROADS)).andExpect(content().string(not(containsString(receipt.number()))));
        web.perform(get("/service?service=eclairage").with(ROADS).locale(Locale.FRENCH))
                .andExpect(content().string(containsString("n’est pas le vôtre")))
                .andExpect(content().string(not(containsString(receipt.number()))));
        web.perform(get("/service/" + receipt.ticket()).with(ROADS)).andExpect(status().isNotFound());
        web.perform(get("/service/" + receipt.ticket() + "/files/" + file("photo.png"))
                        .with(ROADS))
                .andExpect(status().isNotFound());
        web.perform(get("/service/" + receipt.ticket() + "/files/" + file("photo.png"))
                        .with(LUC))
                .andExpect(status().isOk());
        web.perform(get("/service").with(user("nobody").roles("OFFICER")).locale(Locale.FRENCH))
                .andExpect(content().string(containsString("Aucun service")));
    }

    @Test
    void letsAnOfficerTellHowTheWorkGoes() throws Exception {
        ticketing.handOver(receipt.ticket(), LIGHTING, "poteau 12", AMINA);
        var page = "/service/" + receipt.ticket();

        web.perform(get(page).with(LUC).locale(Locale.FRENCH))
                .andExpect(content().string(allOf(containsString("poteau 12"), containsString("Commencer"))))
                .andExpect(content().string(not(containsString("example.org"))));
        refused(post(page).param("progress", "DELAYED"))
                .andExpect(content().string(containsString("Expliquez la raison du retard ou de la nouvelle date.")));
        refused(post(page).param("progress", "DELAYED").param("reason", "grève").param("newDate", "bientôt"))
                .andExpect(content()
                        .string(allOf(
                                containsString("Cette date n’est pas lisible."),
                                containsString("grève"),
                                containsString("bientôt"))));
        web.perform(post(page)
                        .with(LUC)
                        .with(csrf())
                        .param("progress", "DELAYED")
                        .param("reason", "grève")
                        .param("newDate", NEXT_YEAR.toString()))
                .andExpect(redirectedUrl(page));
        web.perform(post(page).with(LUC).with(csrf()).param("progress", "DONE")).andExpect(redirectedUrl(page));

        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.RESOLVED);
        web.perform(get(page).with(LUC).locale(Locale.FRENCH))
                .andExpect(content().string(containsString("n’est plus entre les mains")));
        refused(post(page).param("progress", "DONE").param("reason", "ampoule changée"))
                .andExpect(content()
                        .string(allOf(containsString("Rien n’a été enregistré"), containsString("ampoule changée"))))
                .andExpect(content().string(not(containsString("??"))));
    }

    /// The page to which a refused form comes back.
    private ResultActions refused(MockHttpServletRequestBuilder form) throws Exception {
        var sent = web.perform(form.with(LUC).with(csrf())).andReturn();
        var page = String.valueOf(sent.getResponse().getRedirectedUrl());
        return web.perform(get(page).with(LUC).locale(Locale.FRENCH).flashAttrs(sent.getFlashMap()));
    }

    @Test
    void answersTheSoftwareOfAServiceWithProblemsThatNameTheField() throws Exception {
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);

        web.perform(progress("{\"progress\":\"DELAYED\",\"reason\":\"grève\"}", LUC))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("date-missing"))
                .andExpect(jsonPath("$.field").value("newDate"));
        web.perform(progress("{\"progress\":\"SOON\"}", LUC))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("progress-unknown"));
        web.perform(progress("{\"progress\":\"DONE\"}", ROADS))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("ticket-not-found"));
        web.perform(progress("{\"progress\":\"DONE\"}", LUC)).andExpect(status().isNoContent());
        web.perform(progress("{\"progress\":\"DONE\"}", LUC))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("ticket-status"));
    }

    @Test
    void letsAServiceSayThatItIsNotItsWork() throws Exception {
        ticketing.handOver(receipt.ticket(), LIGHTING, null, AMINA);

        web.perform(progress("{\"progress\":\"REFUSED\"}", LUC)).andExpect(status().isBadRequest());
        web.perform(progress("{\"progress\":\"REFUSED\",\"reason\":\"Poteau d’Enedis\"}", LUC))
                .andExpect(status().isNoContent());

        var view = ticketing.ticket(receipt.ticket()).orElseThrow();
        assertThat(view.summary().status()).isEqualTo(TicketStatus.IN_HAND);
        assertThat(view.interactions().getLast().text()).contains("Poteau d’Enedis");
        web.perform(tracking("")).andExpect(content().string(not(containsString("Enedis"))));
    }

    private MockHttpServletRequestBuilder progress(String json, RequestPostProcessor officer) {
        return post("/api/service/tickets/" + receipt.ticket() + "/progress")
                .with(officer)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(json);
    }

    private MockHttpServletRequestBuilder tracking(String path) {
        return get("/suivi/" + receipt.trackingToken() + path).locale(Locale.FRENCH);
    }

    private UUID file(String name) {
        return ticketing.ticket(receipt.ticket()).orElseThrow().interactions().stream()
                .flatMap(said -> said.attachments().stream())
                .filter(file -> file.name().equals(name))
                .map(Attachment::id)
                .findFirst()
                .orElseThrow();
    }

    private void report(ServiceProgress progress, String reason, LocalDate newDate) {
        assertThat(ticketing.report(receipt.ticket(), LIGHTING, progress, reason, newDate, "luc"))
                .isEmpty();
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static SimpleGrantedAuthority authority(String name) {
        return new SimpleGrantedAuthority(name);
    }

    /// What workspace, application and channels bring to the product.
    @TestConfiguration
    static class Product {

        @Bean
        MessageSource messageSource() {
            var messages = new ResourceBundleMessageSource();
            messages.setBasename("messages/ticketing");
            messages.setDefaultEncoding("UTF-8");
            messages.setFallbackToSystemLocale(false);
            messages.setUseCodeAsDefaultMessage(false);
            return messages;
        }

        @Bean
        SecurityFilterChain rules(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.requestMatchers("/suivi/**")
                            .permitAll()
                            .anyRequest()
                            .hasRole("OFFICER"))
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/suivi/**"))
                    .build();
        }

        /// Receives the message as the channels would, with the token as the proof of the right to write.
        @Bean
        FollowUps followUps(Ticketing ticketing, TransactionTemplate transaction) {
            return new FollowUps() {
                @Override
                public void write(TicketId ticket, String token, String text, String language, String key) {
                    receive(contact(token, text, language, key, List.of()));
                }

                @Override
                public boolean notFixed(
                        TicketId ticket,
                        String token,
                        String text,
                        byte @Nullable [] photo,
                        boolean disputes,
                        String language,
                        String key) {
                    if (photo != null && photo[0] == '<') {
                        return false;
                    }
                    var files = photo == null
                            ? List.<NewAttachment>of()
                            : List.of(new NewAttachment("photo.png", "image/png", photo));
                    var said = contact(token, text, language, key, files);
                    receive(disputes ? said.sayingNotFixed() : said);
                    return true;
                }

                private void receive(InboundContact contact) {
                    transaction.executeWithoutResult(_ -> ticketing.receive(contact));
                }
            };
        }

        private static InboundContact contact(
                String token, String text, String language, String key, List<NewAttachment> files) {
            return new InboundContact(
                    ContactId.next(),
                    new ChannelKind("web"),
                    key,
                    NINE,
                    Sender.UNKNOWN,
                    null,
                    "",
                    text,
                    null,
                    files,
                    List.of(token),
                    language);
        }
    }
}
