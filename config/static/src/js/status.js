// A failed request is never silent: it is said in the page's live region until one succeeds.
const region = document.getElementById("status");

const say = (kind) => {
  if (region) region.textContent = kind ? region.dataset[kind] : "";
};

for (const name of ["htmx:sendError", "htmx:timeout"]) addEventListener(name, () => say("offline"));
addEventListener("htmx:responseError", () => say("refused"));
addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) say("");
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say("passkey");
});
