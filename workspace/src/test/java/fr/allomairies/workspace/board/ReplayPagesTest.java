package fr.allomairies.workspace.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.workspace.shell.Texts;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ui.ConcurrentModel;

class ReplayPagesTest {

    private final Replays replays = mock();
    private final ReplayPages pages = new ReplayPages(replays, mock(Texts.class));

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "1999-01-01", "yesterday", ""})
    void saysOfADayThatCannotBeSeenThatItCannot(String day) {
        when(replays.today()).thenReturn(LocalDate.parse("2026-03-02"));
        var page = new ConcurrentModel();

        assertThat(pages.page(day, "09:00", page)).isEqualTo("board/replay");

        assertThat(page.getAttribute("problem")).asString().startsWith("replay.problem.");
        assertThat(page.getAttribute("state")).isNull();
    }
}
