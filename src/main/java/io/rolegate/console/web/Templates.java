package io.rolegate.console.web;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes HTML of templates. Everything that is put in is escaped; {@code t('key', …)} is the text of a key. */
public final class Templates {
    /** Numbers beyond are no seconds of our time. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private static final String TEXTS = "texts";

    private final PebbleEngine engine;

    public Templates() {
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("console/templates");
        loader.setSuffix(".html");
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(false)
                .autoEscaping(true)
                .extension(new TextExtension())
                .build();
    }

    /**
     * Renders a template.
     *
     * @param name of the file, without its ending
     * @throws UncheckedIOException if it can't be, which is a defect
     */
    public String render(String name, Texts texts, Map<String, Object> model) {
        try {
            PebbleTemplate template = engine.getTemplate(name);
            StringWriter html = new StringWriter();
            model.put(TEXTS, texts);
            template.evaluate(html, model, texts.locale());
            return html.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TextExtension extends AbstractExtension {
        @Override
        public Map<String, Function> getFunctions() {
            return Map.of("t", new TextFunction());
        }

        @Override
        public Map<String, Filter> getFilters() {
            return Map.of("when", new WhenFilter());
        }
    }

    /** A time, given as an ISO text, an instant or seconds since 1970, as people read it. */
    private static final class WhenFilter implements Filter {
        private static final DateTimeFormatter SHAPE = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int lineNumber) {
            String text = input == null ? "" : input.toString();
            try {
                return text.isEmpty() ? "" : SHAPE.format(instant(text));
            } catch (DateTimeException | NumberFormatException e) {
                return text;
            }
        }

        private static Instant instant(String text) {
            if (text.indexOf('T') > 0) {
                return OffsetDateTime.parse(text).toInstant();
            }
            long number = Long.parseLong(text);
            return number > MILLISECONDS_FROM ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }

        @Override
        @SuppressWarnings("NullAway") // as with the function
        public List<String> getArgumentNames() {
            return null;
        }
    }

    private static final class TextFunction implements Function {
        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            List<Object> values = new ArrayList<>();
            for (int index = 1; arguments.containsKey(String.valueOf(index)); index++) {
                values.add(flat(arguments.getOrDefault(String.valueOf(index), "")));
            }
            Texts texts = (Texts) context.getVariable(TEXTS);
            return texts.get(String.valueOf(arguments.get("0")), values.toArray());
        }

        /** Numbers as they are written in names and addresses. */
        private static Object flat(@Nullable Object value) {
            return value == null ? "" : value instanceof Number ? value.toString() : value;
        }

        @Override
        @SuppressWarnings("NullAway") // Pebble takes null for any number of unnamed arguments
        public List<String> getArgumentNames() {
            return null;
        }
    }
}
