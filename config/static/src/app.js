// Progressive enhancement only: every page works without this file.
import "htmx.org"; // its settings are in the page: meta htmx-config
import "idiomorph/htmx";
import "./js/forms.js";
import "./js/keys.js";
import "./js/status.js";
