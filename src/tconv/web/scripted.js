/* Says before the first paint that there are scripts; Material says so last, when the steps have been laid out once.
   No module, and loaded first: a module would wait for the page. */

document.documentElement.className = "js";
