package fr.allomairies;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Passwords of tests are checked as those of the product, and hashed by a 64th of its rounds: each installation begins
/// with one for everybody of the house, and each test adds some.
@Configuration(proxyBeanMethods = false)
class CheapPasswords implements BeanPostProcessor {

    private static final PasswordEncoder CHEAP = new BCryptPasswordEncoder(4);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof PasswordEncoder product ? new Hashing(product) : bean;
    }

    private record Hashing(PasswordEncoder product) implements PasswordEncoder {

        @Override
        public String encode(CharSequence password) {
            return "{bcrypt}" + CHEAP.encode(password);
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            return product.matches(password, hash);
        }
    }
}
