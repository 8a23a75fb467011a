// What sheets need beside the portal's own script: questions that come and go with the answers, tables that grow,
// and the status line after each save. Without script every question stands on the page and is saved by its button.
// What is sent as a whole waits for the network. Forms that stay in the browser are printed and saved to files of the person's own.
import { startBranches } from "./branches.js";
import { startKept } from "./kept.js";
import { startLocalSheets } from "./local.js";
import { startSending } from "./sending.js";
import { startStatus } from "./status.js";
import { startTables } from "./tables.js";

startKept(document);
startBranches(document);
startTables(document);
startSending(document);
startStatus(document);
startLocalSheets(document);
