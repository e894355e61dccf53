package io.rolegate.console.web;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The texts of the pages in one language. */
public final class Texts {
    static final String BUNDLE = "console.texts.texts";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
    }

    /**
     * The language that a browser asked for: by choice, else as its user configured it.
     *
     * @param chosen language tag from the page's menu; null where nobody chose
     * @param accepted the Accept-Language header; null where there is none
     */
    public static Texts of(@Nullable String chosen, @Nullable String accepted) {
        return new Texts(locale(chosen != null ? chosen : accepted));
    }

    private static Locale locale(@Nullable String wanted) {
        if (wanted == null) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(
                    Locale.LanguageRange.parse(wanted),
                    List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.CHINESE));
            return found != null && found.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ENGLISH;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    public Locale locale() {
        return locale;
    }

    /** The text of that key, with arguments put in; the key itself where there is none. */
    public String get(String key, Object... arguments) {
        try {
            String text = bundle.getString(key);
            return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
        } catch (MissingResourceException e) {
            return key;
        }
    }
}
