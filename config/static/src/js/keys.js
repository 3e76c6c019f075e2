// Single-key shortcuts. An element offers one by data-key: "n", "/", "g t". "?" opens the list in the footer.
// Off by the person's setting (data-shortcuts="off" on <html>) or on this computer (the switch in the list).
const STORE = "shortcuts";
const list = document.getElementById("keys");
const control = list?.querySelector("[data-shortcut-switch]");
const forbidden = document.documentElement.dataset.shortcuts === "off";
let first = "";

const enabled = () => !forbidden && localStorage.getItem(STORE) !== "off";

if (control && !forbidden) {
  const box = control.querySelector("input");
  control.hidden = false;
  box.checked = enabled();
  box.addEventListener("change", () => localStorage.setItem(STORE, box.checked ? "on" : "off"));
}

const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

const press = (key) => {
  if (key === "?" && list) {
    list.open = true;
    list.querySelector("summary").focus();
    return true;
  }
  const element = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!element) return false;
  if (element.matches("input")) element.focus();
  else element.click();
  return true;
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (!enabled() || typing(event.target) || event.key.length !== 1) return;
  const key = first ? `${first} ${event.key}` : event.key;
  first = !first && document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`) ? event.key : "";
  if (press(key)) event.preventDefault();
});
