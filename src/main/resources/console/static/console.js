"use strict";

// How long a role session still lasts, in place of its end.
(function countDown() {
  const show = () => {
    for (const time of document.querySelectorAll("time[data-expires]")) {
      const seconds = Math.max(0, Math.round((Date.parse(time.dataset.expires) - Date.now()) / 1000));
      const minutes = String(Math.floor(seconds / 60) % 60).padStart(2, "0");
      time.textContent = `${Math.floor(seconds / 3600)}:${minutes}:${String(seconds % 60).padStart(2, "0")}`;
    }
  };
  show();
  setInterval(show, 1000);
})();

// On narrow screens the navigation begins closed; menus close by Escape and by a click elsewhere.
(function menus() {
  if (window.matchMedia("(max-width: 50rem)").matches) {
    document.querySelectorAll("details.nav").forEach((nav) => nav.removeAttribute("open"));
  }
  const close = () => document.querySelectorAll("details.menu[open]").forEach((menu) => menu.removeAttribute("open"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("details.menu")) {
      close();
    }
  });
})();

// Checks policy documents while they are typed.
(function checkDocuments() {
  const PAUSE_MILLIS = 400;
  document.querySelectorAll("textarea[data-check]").forEach((area) => {
    const shown = document.getElementById(area.dataset.shown);
    let timer = 0;
    let latest = 0;
    const check = async () => {
      const mine = ++latest;
      const { csrf } = area.form.elements;
      const body = new URLSearchParams({ csrf: csrf.value, kind: area.dataset.kind, document: area.value });
      let found = "";
      try {
        const answer = await fetch(area.dataset.check, { method: "POST", body, redirect: "error" });
        found = answer.ok ? await answer.text() : "";
      } catch {
        // Nothing is known then; saving tells.
      }
      if (mine === latest) {
        shown.innerHTML = found;
      }
    };
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(check, PAUSE_MILLIS);
    });
  });
})();

// Parts that fetch themselves anew while they are looked at.
(function refresh() {
  for (const part of document.querySelectorAll("[data-refresh]")) {
    const wanted = document.getElementById(part.dataset.refreshIf);
    setInterval(async () => {
      if (document.hidden || !wanted.checked) {
        return;
      }
      try {
        const response = await fetch(part.dataset.refresh);
        if (response.redirected || response.status === 403) {
          location.reload();
        } else if (response.ok) {
          part.innerHTML = await response.text();
        }
      } catch {
        // The gateway is away; the next time will tell.
      }
    }, part.dataset.refreshSeconds * 1000);
  }
})();
