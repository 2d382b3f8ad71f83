// Records everything that should never happen on a page, so that a test can ask for it: refused styles and
// scripts, errors, unhandled rejections and console errors. A classic script, first in the page, so that
// nothing runs before it.
(function () {
  var faults = [];
  window.__faults = faults;
  document.addEventListener("securitypolicyviolation", function (event) {
    faults.push("csp: " + event.violatedDirective + " " + event.blockedURI + " " + (event.sourceFile || ""));
  });
  window.addEventListener("error", function (event) {
    faults.push("error: " + event.message);
  });
  window.addEventListener("unhandledrejection", function (event) {
    faults.push("rejection: " + String(event.reason));
  });
  var write = console.error;
  console.error = function () {
    faults.push("console: " + Array.prototype.map.call(arguments, String).join(" "));
    write.apply(console, arguments);
  };
})();
