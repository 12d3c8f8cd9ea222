// What all pages share: finding and making elements, walking with arrow keys, sorting tables.
var kinerja = (function () {
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

  // --- tables: a heading sorts the rows of each group, up, down, then as they were

  function baca(sel) {
    var teks = (sel.dataset.urut || sel.textContent).trim();
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

  return {
    semua: semua, tambah: tambah, rambah: rambah,
    pasang_urut: function () {
      rambah("thead button");
      semua("main .tb table").filter(function (tabel) { return tabel.tHead; }).forEach(pasang_urut);
    }
  };
}());
