package fr.allomairies.elasticsearchnode.french;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/// Under their own names and over the same Lucene, the filters of Elasticsearch's `analysis-common`, which is not
/// published, as far as our index asks for them.
public final class FrenchPieces extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
                "asciifolding", filter(ASCIIFoldingFilter::new),
                "elision", filter(words -> new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES)),
                "stemmer", filter(FrenchLightStemFilter::new));
    }

    private static AnalysisProvider<TokenFilterFactory> filter(UnaryOperator<TokenStream> filter) {
        return (_, _, name, _) -> new AbstractTokenFilterFactory(name) {
            @Override
            public TokenStream create(TokenStream words) {
                return filter.apply(words);
            }
        };
    }
}
