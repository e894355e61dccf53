package io.rolegate.console.web;

import java.util.Map;

/** What a request is answered with. */
public sealed interface View {
    /**
     * A page, or a part of one.
     *
     * @param model what the template shows
     */
    record Page(int status, String template, Map<String, Object> model) implements View {}

    /**
     * Another page, to be asked for with GET.
     *
     * @param location path of ours
     */
    record Redirect(String location) implements View {}

    /** A page that shows what was asked for. */
    static View page(String template, Map<String, Object> model) {
        return new Page(200, template, model);
    }

    static View redirect(String location) {
        return new Redirect(location);
    }
}
