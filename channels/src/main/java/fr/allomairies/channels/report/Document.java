package fr.allomairies.channels.report;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// An answer of GeoReport in either of its forms. In XML a list is an element whose children are named in the singular;
/// in JSON it is an array. A value that is absent is an empty element, or null.
record Document(String root, Object content) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Document of(String root, String item, List<Map<String, @Nullable Object>> items) {
        return new Document(root, new Items(item, items));
    }

    static Map<String, @Nullable Object> fields() {
        return new LinkedHashMap<>();
    }

    String json() {
        return JSON.writeValueAsString(content instanceof Items items ? items.items() : content);
    }

    String xml() {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("utf-8", "1.0");
            element(xml, root, content);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write " + root, e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, @Nullable Object value) throws XMLStreamException {
        xml.writeStartElement(name);
        switch (value) {
            case null -> {}
            case Items items -> elements(xml, items.item(), items.items());
            case List<?> list -> elements(xml, name.replaceFirst("s$", ""), list);
            case Map<?, ?> fields -> {
                for (var field : fields.entrySet()) {
                    element(xml, String.valueOf(field.getKey()), field.getValue());
                }
            }
            default -> xml.writeCharacters(printable(String.valueOf(value)));
        }
        xml.writeEndElement();
    }

    private static void elements(XMLStreamWriter xml, String name, List<?> values) throws XMLStreamException {
        for (var value : values) {
            element(xml, name, value);
        }
    }

    /// XML 1.0 knows no control characters.
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t\\r]]", "");
    }

    private record Items(String item, List<?> items) {}

    enum Form {
        XML(new MediaType("text", "xml", java.nio.charset.StandardCharsets.UTF_8)),
        JSON(new MediaType("application", "json", java.nio.charset.StandardCharsets.UTF_8));

        private final MediaType type;

        Form(MediaType type) {
            this.type = type;
        }

        MediaType type() {
            return type;
        }

        String write(Document document) {
            return this == XML ? document.xml() : document.json();
        }
    }
}
