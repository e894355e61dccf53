package io.rolegate.console.page.access;

import io.rolegate.console.web.Site;

/** All pages of this package. */
public final class AccessPages {
    private final Site site;

    public AccessPages(Site site) {
        this.site = site;
    }

    /** Ties the pages to their addresses. */
    public void mount() {
        new UserPages().mount(site);
        new GroupPages().mount(site);
        new RolePages().mount(site);
        new PolicyPages().mount(site);
        UsedRights.mount(site);
        WhoCan.mount(site);
        SettingsPage.mount(site);
    }
}
