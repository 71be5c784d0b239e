package fr.allomairies.ticketing.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

class PostgresSearchIT extends SearchContract {

    @Autowired
    ObjectProvider<TextFinder> beside;

    @Override
    @BeforeEach
    protected void isServing() {
        assertThat(beside.stream()).isEmpty();
    }
}
