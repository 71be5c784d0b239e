package fr.allomairies.elasticsearchnode.french;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/// Under their own names, with their settings and over the same Lucene, the filters of Elasticsearch's
/// `analysis-common`, which is not published, as far as our index asks for them.
public final class FrenchPieces extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
                "asciifolding", (_, _, name, _) -> filter(name, ASCIIFoldingFilter::new),
                "elision", AnalysisPlugin.requiresAnalysisSettings((_, _, name, settings) -> elision(name, settings)),
                "stemmer", AnalysisPlugin.requiresAnalysisSettings((_, _, name, settings) -> stemmer(name, settings)));
    }

    private static TokenFilterFactory elision(String name, Settings settings) {
        var articles = new CharArraySet(settings.getAsList("articles"), settings.getAsBoolean("articles_case", false));
        if (articles.isEmpty()) {
            throw new IllegalArgumentException("elision filter requires [articles]");
        }
        return filter(name, words -> new ElisionFilter(words, articles));
    }

    private static TokenFilterFactory stemmer(String name, Settings settings) {
        var language = settings.get("language");
        if (!"light_french".equals(language)) {
            throw new IllegalArgumentException("only French is here, not " + language);
        }
        return filter(name, FrenchLightStemFilter::new);
    }

    private static TokenFilterFactory filter(String name, UnaryOperator<TokenStream> filter) {
        return new AbstractTokenFilterFactory(name) {
            @Override
            public TokenStream create(TokenStream words) {
                return filter.apply(words);
            }
        };
    }
}
