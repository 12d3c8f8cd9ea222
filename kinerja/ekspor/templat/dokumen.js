(function () {
  "use strict";
  var isi = document.querySelector("nav details");
  var sempit = window.matchMedia("(max-width: 1079px)");
  function atur() { if (isi) { isi.open = !sempit.matches; } }
  atur();
  sempit.addEventListener("change", atur);
  window.addEventListener("beforeprint", function () { if (isi) { isi.open = true; } });

  var paspor = document.getElementById("paspor");
  var wadah = paspor.firstElementChild;

  function tambah(induk, nama, teks) {
    var unsur = document.createElement(nama);
    if (teks) { unsur.textContent = teks; }
    return induk.appendChild(unsur);
  }

  function tampilkan(p, angka) {
    wadah.replaceChildren();
    var entri = tambah(wadah, "div");
    entri.className = "e";
    var kepala = tambah(entri, "p");
    tambah(kepala, "b", p[0]);
    kepala.append(" = " + angka + p[1]);
    if (p[2]) { tambah(entri, "p", p[2]); }
    if (p[3].length) {
      var operan = tambah(entri, "ul");
      p[3].forEach(function (o) {
        var butir = tambah(operan, "li", o[0] + ": " + o[1] + " ");
        if (o[2]) { tambah(butir, "i", o[2]); }
      });
    }
    if (p[4].length) {
      var langkah = tambah(entri, "ol");
      p[4].forEach(function (teks) { tambah(langkah, "li", teks); });
    }
    p[5].forEach(function (teks) { tambah(entri, "p", teks); });
    paspor.showModal();
    paspor.scrollTop = 0;
  }

  // Where the browser cannot unpack, links to the printed annex work as before.
  function pasang(kiriman) {
    var data = kiriman[1];
    function urai(nilai) { return Array.isArray(nilai) ? nilai.map(urai) : kiriman[0][nilai]; }
    var daftar = Array.from(document.querySelectorAll("main [data-id]")).filter(function (unsur) {
      return Object.hasOwn(data, unsur.dataset.id) && !unsur.closest(".jj");
    });
    var blok = null;
    daftar.forEach(function (unsur) {
      var ini = unsur.closest("table,.krt,.pn,p,li");
      unsur.setAttribute("role", "button");
      unsur.setAttribute("aria-haspopup", "dialog");
      unsur.tabIndex = ini === blok ? -1 : 0;
      blok = ini;
    });
    function dibuka(kejadian) {
      var unsur = kejadian.target.closest("[data-id][role=button]");
      if (!unsur || kejadian.ctrlKey || kejadian.metaKey || kejadian.shiftKey) { return; }
      kejadian.preventDefault();
      tampilkan(urai(data[unsur.dataset.id]), unsur.textContent);
    }
    document.addEventListener("click", dibuka);
    document.addEventListener("keydown", function (kejadian) {
      var letak = daftar.indexOf(kejadian.target);
      if (letak < 0) { return; }
      if (kejadian.key === "Enter" || kejadian.key === " ") { dibuka(kejadian); return; }
      var arah = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[kejadian.key];
      if (arah && daftar[letak + arah]) { kejadian.preventDefault(); daftar[letak + arah].focus(); }
    });
  }

  function buka(kemasan) {
    var bita = Uint8Array.from(atob(kemasan.isi), function (huruf) { return huruf.charCodeAt(0); });
    var aliran = new Blob([bita]).stream().pipeThrough(new DecompressionStream(kemasan.kemas));
    return new Response(aliran).json();
  }
  if (window.DecompressionStream) {
    buka(JSON.parse(document.getElementById("data-paspor").textContent)).then(pasang);
  }

  paspor.addEventListener("click", function (kejadian) {
    if (kejadian.target === paspor) { paspor.close(); }
  });
}());
