package io.rolegate.console.page.oversight;

import io.rolegate.console.web.Site;

/** All pages about what others do in an account. */
public final class OversightPages {
    private OversightPages() {}

    /** Ties them to their addresses. */
    public static void mount(Site site) {
        new DelegationPages(site).mount();
        new SessionPages(site).mount();
        new AuditPages(site).mount();
        new LivePages(site).mount();
    }
}
