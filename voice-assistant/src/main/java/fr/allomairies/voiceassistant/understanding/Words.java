package fr.allomairies.voiceassistant.understanding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/// French words of a text. Accents go before stems are taken, since people leave them out; the little words stay,
/// since `où` and `pas` say much. Safe for many threads.
final class Words {

    /// A longer text says what it wants in its beginning.
    static final int MOST = 400;

    private static final Analyzer ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            var plain = new ASCIIFoldingFilter(
                    new ElisionFilter(new LowerCaseFilter(source), FrenchAnalyzer.DEFAULT_ARTICLES));
            return new TokenStreamComponents(source, new FrenchLightStemFilter(new PlainKept(plain)));
        }
    };

    private Words() {}

    static List<Word> of(String text) {
        var written = Shorthand.writtenOut(text);
        var words = new ArrayList<Word>();
        try (TokenStream tokens = ANALYZER.tokenStream("", written)) {
            var stem = tokens.addAttribute(CharTermAttribute.class);
            var plain = tokens.addAttribute(TypeAttribute.class);
            var place = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (words.size() < MOST && tokens.incrementToken()) {
                var said = written.substring(place.startOffset(), place.endOffset());
                words.add(new Word(said, plain.type(), stem.toString(), Sounds.of(plain.type())));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /// Keeps the word before its stem is taken, in the place of the type, which nothing here needs.
    private static final class PlainKept extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final TypeAttribute plain = addAttribute(TypeAttribute.class);

        PlainKept(TokenStream input) {
            super(input);
        }

        @Override
        public boolean incrementToken() throws IOException {
            var more = input.incrementToken();
            if (more) {
                plain.setType(term.toString());
            }
            return more;
        }
    }
}
