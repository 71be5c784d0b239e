package fr.allomairies.ticketing.privacy;

import fr.allomairies.ticketing.PersonalData.Content;
import fr.allomairies.ticketing.PersonalData.Copy;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/// The copy that a citizen is given: a ZIP archive with the files first, and what else there is once for machines and
/// once to be read. One file at a time is in memory.
final class Dossier implements Copy, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dossier.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_NAME = 120;

    private final ZipOutputStream zip;
    private final Map<String, List<Map<String, Object>>> facts = new LinkedHashMap<>();
    private final List<String> files = new ArrayList<>();

    Dossier(OutputStream to) {
        this.zip = new ZipOutputStream(new StaysOpen(to), StandardCharsets.UTF_8);
    }

    @Override
    public void facts(String name, List<Map<String, Object>> rows) {
        facts.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(rows);
    }

    @Override
    public void file(String name, Content content) throws IOException {
        byte[] bytes;
        try (var opened = content.open()) {
            bytes = opened.readAllBytes();
        } catch (IOException | IllegalArgumentException | NoSuchElementException problem) {
            LOG.atWarn().setCause(problem).log("file-left-out-of-copy");
            return;
        }
        var path = safe(name);
        files.add(path);
        entry(path, bytes);
    }

    /// Numbered in front, so that no two are the same, whatever their names become.
    private String safe(String name) {
        var plain = name.replaceAll("\\.{2,}", ".").replaceAll("[^\\p{L}\\p{N}._/ -]", "_");
        var end = plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
        var slash = name.indexOf('/');
        var folder = slash < 0 ? "" : safeFolder(name.substring(0, slash));
        var file = end.substring(end.lastIndexOf('/') + 1);
        return folder + "%03d-".formatted(files.size() + 1) + file;
    }

    private static String safeFolder(String folder) {
        return folder.replaceAll("[^A-Za-z0-9-]", "_") + "/";
    }

    /// @param words headings by the names of the facts and of their fields; those that are missing stay as they are
    void write(String title, String made, Map<String, String> words) throws IOException {
        entry("dossier.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(facts));
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>")
                .append(HtmlUtils.htmlEscape(title))
                .append("</title><style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}")
                .append("dl{border:1px solid #999;padding:1rem}dt{font-weight:bold}dd{margin:0;white-space:pre-wrap}")
                .append("</style></head><body><h1>")
                .append(HtmlUtils.htmlEscape(title))
                .append("</h1><p>")
                .append(HtmlUtils.htmlEscape(made))
                .append("</p>");
        facts.forEach((name, rows) -> section(html, words.getOrDefault(name, name), rows, words));
        html.append("<h2>")
                .append(HtmlUtils.htmlEscape(words.getOrDefault("files", "files")))
                .append("</h2><ul>");
        files.forEach(
                file -> html.append("<li>").append(HtmlUtils.htmlEscape(file)).append("</li>"));
        entry("dossier.html", html.append("</ul></body></html>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void section(
            StringBuilder html, String heading, List<Map<String, Object>> rows, Map<String, String> words) {
        html.append("<h2>").append(HtmlUtils.htmlEscape(heading)).append("</h2>");
        for (var row : rows) {
            html.append("<dl>");
            row.forEach((field, value) -> {
                if (value != null && !value.toString().isBlank()) {
                    html.append("<dt>")
                            .append(HtmlUtils.htmlEscape(words.getOrDefault(field, field)))
                            .append("</dt><dd>")
                            .append(HtmlUtils.htmlEscape(value.toString()))
                            .append("</dd>");
                }
            });
            html.append("</dl>");
        }
    }

    private void entry(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// The answer of the browser is not ours to close.
    private static final class StaysOpen extends FilterOutputStream {

        StaysOpen(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
