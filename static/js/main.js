// Progressive enhancement only: every page works without a line of this.

import { startAutoSubmit } from "./auto_submit.js";
import { startCopying } from "./copy.js";
import { startErrorSummary } from "./error_summary.js";
import { startKeys } from "./keys.js";
import { startMenus } from "./menus.js";
import { startThemeSwitch } from "./theme.js";

startErrorSummary();
startMenus();
startThemeSwitch();
startCopying();
startAutoSubmit();
startKeys();
