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
