// The list of tables is shown anew when a build has ended: what it wrote is no change of the study.

import { refresh } from "./app.js";

document.addEventListener("verbatim:ended", () => refresh());
