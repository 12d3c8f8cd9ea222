(function () {
  "use strict";
  var saring = document.querySelector(".saring");
  var kabar = document.getElementById("kabar");
  var daftar = kinerja.semua("main tbody tr").map(function (baris) {
    return { baris: baris, kata: baris.textContent.toLocaleLowerCase("id") };
  });
  kinerja.pasang_urut();
  if (daftar.length > 1) { saring.hidden = false; }

  function terapkan() {
    var isi = new FormData(saring);
    var kata = isi.get("kata").toLocaleLowerCase("id").split(/\s+/).filter(Boolean);
    function cocok(nama, nilai) { return !isi.get(nama) || isi.get(nama) === nilai; }
    var tampak = 0;
    daftar.forEach(function (satu) {
      var data = satu.baris.dataset;
      var periode = data.p.split("-");
      var boleh = cocok("opd", data.o) && cocok("tahun", periode[0]) && cocok("tw", periode[1]) &&
        cocok("jenis", data.j) && cocok("status", data.s) &&
        kata.every(function (k) { return satu.kata.indexOf(k) >= 0; });
      satu.baris.hidden = !boleh;
      tampak += boleh;
    });
    kabar.textContent = tampak === daftar.length ? "" : tampak + " dari " + daftar.length + " laporan.";
  }
  saring.addEventListener("input", terapkan);
  saring.addEventListener("submit", function (kejadian) { kejadian.preventDefault(); });
  saring.addEventListener("reset", function () { window.setTimeout(terapkan); });
  terapkan();

  // A report asks for another: what is there opens at once, what is not is said.
  function buka() {
    var diminta = /^#buka=(.+)$/.exec(window.location.hash);
    if (!diminta) { return; }
    var jalur = decodeURIComponent(diminta[1]);
    var taut = kinerja.semua("main tbody a").find(function (satu) {
      return decodeURIComponent(satu.getAttribute("href")) === jalur;
    });
    if (taut) { window.location.replace(taut.href); return; }
    var bagian = jalur.split("/");
    kabar.textContent = "Belum ada: " + jalur + ". Yang sudah dibuat ada pada daftar ini.";
    var dekat = document.getElementById(bagian[0] + "-" + bagian[1]);
    if (dekat) { dekat.scrollIntoView({ block: "center" }); }
  }
  window.addEventListener("hashchange", buka);
  buka();
}());
