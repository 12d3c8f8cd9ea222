(function () {
  "use strict";

  function semua(pilih, induk) { return Array.from((induk || document).querySelectorAll(pilih)); }

  function tambah(induk, nama, teks) {
    var unsur = document.createElement(nama);
    if (teks) { unsur.textContent = teks; }
    return induk.appendChild(unsur);
  }

  // Arrow keys walk through what Tab enters at its first: figures and headings are many.
  function rambah(pilih) {
    document.addEventListener("keydown", function (kejadian) {
      var arah = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[kejadian.key];
      if (!arah || !kejadian.target.matches(pilih)) { return; }
      var daftar = semua(pilih);
      var tujuan = daftar[daftar.indexOf(kejadian.target) + arah];
      if (tujuan) { kejadian.preventDefault(); tujuan.focus(); }
    });
  }

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

  // --- tables: a heading sorts the rows of each group, up, down, then as they were

  function baca(sel) {
    var teks = sel.textContent.trim();
    var cocok = /[-−]?[\d.]+(,\d+)?/.exec(teks);
    var angka = cocok && cocok[0].replace("−", "-").replaceAll(".", "").replace(",", ".");
    return { teks: teks, angka: angka ? Number(angka) : NaN };
  }

  function banding(arah, berangka) {
    return function (a, b) {
      var kosong = berangka ? isNaN(a.angka) - isNaN(b.angka) : !a.teks - !b.teks;
      if (kosong) { return kosong; }
      var beda = berangka ? a.angka - b.angka : a.teks.localeCompare(b.teks, "id", { numeric: true });
      return arah * (beda || 0) || a.ke - b.ke;
    };
  }

  // Headings that stand over one column, with that column's place.
  function cari_judul(tabel) {
    var terisi = [];
    var hasil = [];
    Array.from(tabel.tHead.rows).forEach(function (baris, b) {
      var k = 0;
      Array.from(baris.cells).forEach(function (sel) {
        while (terisi[b] && terisi[b][k]) { k += 1; }
        for (var r = b; r < b + sel.rowSpan; r += 1) {
          terisi[r] = terisi[r] || [];
          for (var c = k; c < k + sel.colSpan; c += 1) { terisi[r][c] = true; }
        }
        if (sel.tagName === "TH" && sel.colSpan === 1 && sel.textContent) { hasil.push([sel, k]); }
      });
    });
    return { judul: hasil, lebar: terisi[0] ? terisi[0].length : 0 };
  }

  function pasang_urut(tabel) {
    var kepala = cari_judul(tabel);
    var kelompok = Array.from(tabel.tBodies, function (badan) {
      return Array.from(badan.rows).filter(function (baris) {
        return !baris.className && baris.cells.length === kepala.lebar;
      });
    });
    var baris = kelompok.flat();
    // A row without its key belongs to the row above it.
    var berinduk = baris.some(function (satu) { return !satu.cells[0].textContent.trim(); });
    if (berinduk || !kelompok.some(function (satu) { return satu.length > 2; })) { return; }
    var asal = Array.from(tabel.tBodies, function (badan) { return Array.from(badan.rows); });

    function urutkan(letak, arah) {
      asal.forEach(function (daftar, ke) {
        var badan = tabel.tBodies[ke];
        var boleh = new Set(kelompok[ke]);
        var berisi = kelompok[ke].map(function (satu, nomor) {
          return Object.assign(baca(satu.cells[letak]), { baris: satu, ke: nomor });
        });
        var berangka = berisi.filter(function (satu) { return satu.teks; }).every(function (satu) {
          return /\d/.test(satu.teks) ? satu.baris.cells[letak].matches(".n,.r") : satu.teks.length < 9;
        });
        if (arah) { berisi.sort(banding(arah, berangka)); }
        daftar.forEach(function (satu) {
          badan.append(boleh.has(satu) ? berisi.shift().baris : satu);
        });
      });
    }

    kepala.judul.forEach(function (pasangan) {
      var th = pasangan[0];
      var tombol = document.createElement("button");
      tombol.type = "button";
      tombol.append.apply(tombol, Array.from(th.childNodes));
      th.append(tombol);
      tombol.tabIndex = pasangan === kepala.judul[0] ? 0 : -1;
      tombol.addEventListener("click", function () {
        var kini = th.getAttribute("aria-sort");
        semua("[aria-sort]", tabel).forEach(function (satu) { satu.removeAttribute("aria-sort"); });
        var arah = { "null": 1, ascending: -1, descending: 0 }[kini];
        if (arah) { th.setAttribute("aria-sort", arah > 0 ? "ascending" : "descending"); }
        urutkan(pasangan[1], arah);
      });
    });
  }
  rambah("thead button");
  semua("main .tb table").filter(function (tabel) { return tabel.tHead; }).forEach(pasang_urut);

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
    rambah("main [data-id][role=button]");
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
