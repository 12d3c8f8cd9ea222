(function () {
  "use strict";

  var semua = kinerja.semua;
  var tambah = kinerja.tambah;
  kinerja.pasang_urut();

  // --- contents: open where there is room, and showing where the reader is

  var isi = document.querySelector("nav.isi details");
  if (isi) {
    var sempit = window.matchMedia("(max-width: 1079px)");
    var atur = function () { isi.open = !sempit.matches; };
    atur();
    sempit.addEventListener("change", atur);
    isi.addEventListener("click", function (kejadian) {
      if (sempit.matches && kejadian.target.closest("a")) { isi.open = false; }
    });
    var taut = semua("a", isi);
    var kepala = taut.map(function (satu) { return document.getElementById(satu.hash.slice(1)); });
    var tandai = function () {
      var kini = -1;
      kepala.forEach(function (satu, ke) {
        if (satu && satu.getBoundingClientRect().top < 120) { kini = ke; }
      });
      taut.forEach(function (satu, ke) {
        if (ke === kini) { satu.setAttribute("aria-current", "true"); }
        else { satu.removeAttribute("aria-current"); }
      });
    };
    var menunggu = false;
    window.addEventListener("scroll", function () {
      if (menunggu) { return; }
      menunggu = true;
      window.requestAnimationFrame(function () { menunggu = false; tandai(); });
    }, { passive: true });
  }

  // --- other reports: shown only where this file lies in its own folder, the list beside it

  var lain = document.querySelector("nav.lain");
  if (lain) {
    var jalur = decodeURIComponent(window.location.pathname);
    var letak = "/" + lain.dataset.letak;
    var sisa = jalur.slice(jalur.lastIndexOf(letak) + letak.length);
    var lembar = /\/$/.test(letak) && /^[^/]+\/[^/]+$/.test(sisa);
    lain.hidden = jalur.lastIndexOf(letak) < 0 || (sisa !== "" && !lembar);
  }

  // --- passports

  var paspor = document.getElementById("paspor");
  var wadah = paspor.firstElementChild;

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
  function pasang_paspor(kiriman) {
    var data = kiriman[1];
    function urai(nilai) { return Array.isArray(nilai) ? nilai.map(urai) : kiriman[0][nilai]; }
    var blok = null;
    semua("main [data-id]").forEach(function (unsur) {
      if (!Object.hasOwn(data, unsur.dataset.id) || unsur.closest(".jj")) { return; }
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
      if (kejadian.key === "Enter" || kejadian.key === " ") { dibuka(kejadian); }
    });
    kinerja.rambah("main [data-id][role=button]");
  }

  function buka(kemasan) {
    var bita = Uint8Array.from(atob(kemasan.isi), function (huruf) { return huruf.charCodeAt(0); });
    var aliran = new Blob([bita]).stream().pipeThrough(new DecompressionStream(kemasan.kemas));
    return new Response(aliran).json();
  }
  if (window.DecompressionStream) {
    buka(JSON.parse(document.getElementById("data-paspor").textContent)).then(pasang_paspor);
  }

  paspor.addEventListener("click", function (kejadian) {
    if (kejadian.target === paspor) { paspor.close(); }
  });
}());
