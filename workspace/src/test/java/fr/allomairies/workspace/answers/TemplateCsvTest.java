package fr.allomairies.workspace.answers;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.answers.TemplateVersion.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateCsvTest {

    @Test
    void whatIsWrittenIsReadTheSame() {
        var content = new Content(
                "Pièces ; « carte »",
                "- une \"photo\" ;\n- un timbre\n\nCordialement,\n{signature}",
                "=SUM(A1), really");
        var file = TemplateCsv.write(List.of(template("pieces", content)));

        assertThat(file).contains("'=SUM").doesNotContain(";=SUM");
        assertThat(TemplateCsv.read(file)).contains(List.of(new TemplateCsv.Line(2, "pieces", content)));
    }

    @Test
    void readsCommasAndLeavesOutBlankLines() {
        assertThat(
                        TemplateCsv.read(
                                "Abbreviation,Title,French,English\r\nrdv,Titre,\"Bonjour, vous\",\r\n,,,\r\n\r\nfin,T,Texte,Text"))
                .contains(List.of(
                        new TemplateCsv.Line(2, "rdv", new Content("Titre", "Bonjour, vous", "")),
                        new TemplateCsv.Line(5, "fin", new Content("T", "Texte", "Text"))));
    }

    @Test
    void takesNothingOfWhatIsNoSuchTable() {
        assertThat(TemplateCsv.read("")).isEmpty();
        assertThat(TemplateCsv.read("abbreviation;title;french;english")).isEmpty();
        assertThat(TemplateCsv.read("abbreviation;title;french;english\nrdv;Titre;Bonjour"))
                .isEmpty();
        assertThat(TemplateCsv.read("title;abbreviation;french;english\nTitre;rdv;Bonjour;"))
                .isEmpty();
        assertThat(TemplateCsv.read("PK\u0003\u0004 no text at all\n\u0000")).isEmpty();
    }

    private static AnswerTemplate template(String abbreviation, Content content) {
        return new AnswerTemplate(
                abbreviation,
                true,
                new TemplateVersion(
                        abbreviation, 1, content, State.DRAFT, new AgentId("aline"), Instant.EPOCH, null, null),
                null);
    }
}
