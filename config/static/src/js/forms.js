// A form is sent once; its button says so. Coming back by the Back button frees it again.
const free = (button) => {
  button.removeAttribute("aria-busy");
  delete button.form?.dataset.sent;
};

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-patch]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
});

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll('[aria-busy="true"]').forEach(free);
});

// After a refused form the error summary is read first.
document.querySelector("[data-focus]")?.focus();

// On paper a reason counts only when it is open.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details.why")) details.open = true;
});
