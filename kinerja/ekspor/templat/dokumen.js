(function () {
  "use strict";
  var isi = document.querySelector("nav details");
  var sempit = window.matchMedia("(max-width: 1079px)");
  function atur() { if (isi) { isi.open = !sempit.matches; } }
  atur();
  sempit.addEventListener("change", atur);
  window.addEventListener("beforeprint", function () { if (isi) { isi.open = true; } });

  var paspor = document.getElementById("paspor");
  document.addEventListener("click", function (kejadian) {
    var taut = kejadian.target.closest("a[data-id]");
    var entri = taut && document.getElementById(taut.getAttribute("href").slice(1));
    if (!entri || kejadian.ctrlKey || kejadian.metaKey || kejadian.shiftKey) { return; }
    kejadian.preventDefault();
    var salinan = entri.cloneNode(true);
    salinan.removeAttribute("id");
    paspor.firstElementChild.replaceChildren(salinan);
    paspor.showModal();
  });
  paspor.addEventListener("click", function (kejadian) {
    if (kejadian.target === paspor) { paspor.close(); }
  });
}());
