// Open pages in a real browser and write down what happens; judging is the tests' work.
//
// Reads {modul, chromium, profil, gambar, halaman: {nama: alamat}} from standard input and writes
// {nama: findings} to standard output. One browser serves all pages, two at a time.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const tugas = JSON.parse(readFileSync(0, "utf8"));
const butuh = createRequire(`${tugas.modul}/`);
const { chromium } = butuh("playwright-core");
const axe = readFileSync(butuh.resolve("axe-core/axe.min.js"), "utf8");

const peramban = await chromium.launchPersistentContext(tugas.profil, {
  executablePath: tugas.chromium,
  headless: true,
  chromiumSandbox: false,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
  ],
});

// What the page asks for beyond itself, and what it complains of, from here on.
function catat(tab, alamat) {
  const catatan = { minta: [], keluhan: [] };
  tab.on("request", (minta) => {
    const url = minta.url();
    if (!url.startsWith("data:") && url !== alamat) catatan.minta.push(url);
  });
  tab.on("console", (pesan) => {
    if (["error", "warning"].includes(pesan.type())) catatan.keluhan.push(pesan.text());
  });
  tab.on("pageerror", (galat) => catatan.keluhan.push(String(galat)));
  return catatan;
}

// axe goes in through the debugger: the page's own policy allows no second script.
async function audit(tab, pilihan, bagian = "html") {
  await tab.evaluate(axe);
  return tab.evaluate(async ([atur, dalam]) => {
    const hasil = await globalThis.axe.run(dalam, { resultTypes: ["violations"], ...atur });
    return hasil.violations.map((satu) => ({
      aturan: satu.id,
      jumlah: satu.nodes.length,
      unsur: satu.nodes.slice(0, 4).map((simpul) => [simpul.target.join(" "), simpul.failureSummary]),
    }));
  }, [pilihan, bagian]);
}

// Dark is the same page in other colours, narrow the same colours laid out otherwise.
const TANPA_WARNA = { rules: { "color-contrast": { enabled: false } } };
const HANYA_WARNA = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

async function potret(tab, nama) {
  if (tugas.gambar) await tab.screenshot({ path: `${tugas.gambar}/${nama}.png` });
}

// A click on the first figure with a passport, then Escape: what shows and where the focus goes.
async function coba_paspor(tab) {
  const angka = tab.locator("main [data-id][role=button]").first();
  if (!(await angka.count())) return null;
  const teks = await angka.textContent();
  await angka.click();
  const terbuka = await tab.locator("#paspor").evaluate((d) => d.open);
  const isi = await tab.locator("#paspor").innerText();
  const axe_terang = await audit(tab, {}, "#paspor");
  await tab.emulateMedia({ colorScheme: "dark" });
  const axe_gelap = await audit(tab, HANYA_WARNA, "#paspor");
  await tab.emulateMedia({ colorScheme: "light" });
  await tab.keyboard.press("Escape");
  const sesudah = await tab.evaluate(() => ({
    terbuka: document.getElementById("paspor").open,
    fokus: document.activeElement.dataset.id ?? document.activeElement.tagName,
  }));
  return { teks, terbuka, isi, id: await angka.getAttribute("data-id"), axe: [...axe_terang, ...axe_gelap], sesudah };
}

// The first column of figures in the page that can be sorted: before, up, down, and as it was.
async function coba_urut(tab) {
  const tabel = tab.locator("main table:has(thead th button):has(tbody td.n)").first();
  if (!(await tabel.count())) return null;
  const letak = await tabel.evaluate((t) => t.querySelector("tbody td.n").cellIndex);
  const tombol = tabel.locator("thead tr").last().locator("th").nth(letak).locator("button");
  const kolom = () => tabel.evaluate((t, i) => ({
    arah: t.querySelector("th[aria-sort]")?.getAttribute("aria-sort") ?? "",
    isi: Array.from(t.tBodies, (b) => Array.from(b.rows, (r) => [r.className, r.cells[i]?.textContent ?? ""])),
  }), letak);
  const hasil = [await kolom()];
  for (let kali = 0; kali < 3; kali += 1) {
    await tombol.click();
    hasil.push(await kolom());
  }
  return hasil;
}

// The list of reports: search, choose, clear; then ask it for a report that is there and one that is not.
async function coba_daftar(tab, alamat) {
  if (!(await tab.locator("form.saring").count())) return null;
  const tampak = () => tab.evaluate(() => Array.from(document.querySelectorAll("main tbody tr"))
    .filter((b) => !b.hidden).map((b) => Array.from(b.cells, (s) => s.textContent.trim())));
  const kabar = () => tab.textContent("#kabar");
  const hasil = { semua: await tampak() };
  await tab.fill("input[name=kata]", "pengelolaan ASET");
  hasil.cari = [await tampak(), await kabar()];
  await tab.fill("input[name=kata]", "");
  await tab.selectOption("select[name=tw]", "1");
  hasil.pilih = [await tampak(), await kabar()];
  await tab.click("button[type=reset]");
  await tab.waitForTimeout(50);
  hasil.hapus = [await tampak(), await kabar()];
  hasil.ada = await tab.locator("main tbody tr a").nth(0).getAttribute("href");
  const lain = await peramban.newPage();
  await lain.goto(`${alamat}#buka=${hasil.ada}`);
  await lain.waitForTimeout(100);
  hasil.sampai = lain.url();
  await lain.goto(`${alamat}#buka=bpkd/2030-tw1/laporan-triwulan.html`);
  await lain.waitForTimeout(50);
  hasil.belum = [lain.url(), await lain.textContent("#kabar")];
  await lain.close();
  return hasil;
}

// Tab through the whole page: what is reachable, what was reached, and how the focus looks there.
async function telusur(tab) {
  await tab.evaluate(() => {
    const warna = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (nilai) => {
      warna.clearRect(0, 0, 1, 1);
      warna.fillStyle = nilai;
      warna.fillRect(0, 0, 1, 1);
      return Array.from(warna.getImageData(0, 0, 1, 1).data);
    };
    const terang = (nilai) => {
      const [r, g, b] = rgb(nilai).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const latar = (unsur) => {
      for (let u = unsur; u; u = u.parentElement) {
        const nilai = getComputedStyle(u).backgroundColor;
        if (rgb(nilai)[3] === 255) return nilai;
      }
      return "white";
    };
    const sebut = (u) => `${u.tagName} ${u.getAttribute("aria-label") ?? u.textContent}`.trim().slice(0, 60);
    globalThis.jejakFokus = [];
    globalThis.sebutUnsur = sebut;
    globalThis.kunjungan = new Set();
    document.addEventListener("focusin", (e) => {
      globalThis.kunjungan.add(e.target);
      const gaya = getComputedStyle(e.target);
      const [a, b] = [terang(gaya.outlineColor), terang(latar(e.target.parentElement))].sort((x, y) => y - x);
      globalThis.jejakFokus.push({
        unsur: sebut(e.target),
        garis: gaya.outlineStyle === "none" ? 0 : parseFloat(gaya.outlineWidth),
        kontras: (a + 0.05) / (b + 0.05),
      });
    });
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
  const bisa = () => tab.evaluate(() => {
    const calon = document.querySelectorAll("a[href],button,input,select,summary,[tabindex]");
    const terjangkau = Array.from(calon).filter((u) => u.tabIndex >= 0 && !u.disabled && u.checkVisibility({ visibilityProperty: true }));
    return { jumlah: terjangkau.length, lewat: terjangkau.filter((u) => !globalThis.kunjungan.has(u)).map(globalThis.sebutUnsur) };
  });
  const { jumlah } = await bisa();
  await Promise.all(Array.from({ length: jumlah + 3 }, () => tab.keyboard.press("Tab")));
  return { jumlah, lewat: (await bisa()).lewat, jejak: await tab.evaluate(() => globalThis.jejakFokus) };
}

async function cetak(tab) {
  await tab.emulateMedia({ media: "print" });
  const tampak = await tab.evaluate(() => Array.from(document.querySelectorAll("nav,dialog,.alat,button"))
    .filter((u) => u.checkVisibility() && u.textContent.trim() && !u.closest("th,caption")).length);
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  await tab.emulateMedia({ media: null });
  return { tampak, pdf: pdf.toString("base64") };
}

// The words of the page's main part where no script runs.
async function tanpa_skrip(alamat) {
  const tab = await peramban.newPage();
  const sesi = await peramban.newCDPSession(tab);
  await sesi.send("Emulation.setScriptExecutionDisabled", { value: true });
  await tab.goto(alamat);
  const { root } = await sesi.send("DOM.getDocument", { depth: 0 });
  const { nodeId } = await sesi.send("DOM.querySelector", { nodeId: root.nodeId, selector: "main" });
  const { object } = await sesi.send("DOM.resolveNode", { nodeId });
  const { result } = await sesi.send("Runtime.callFunctionOn", {
    objectId: object.objectId, functionDeclaration: "function () { return this.innerText; }", returnByValue: true,
  }).catch(() => ({ result: { value: null } }));
  await tab.close();
  return result.value;
}

async function periksa(nama, alamat) {
  const tab = await peramban.newPage();
  const catatan = catat(tab, alamat);
  await tab.emulateMedia({ colorScheme: "light" });
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.goto(alamat);
  await tab.waitForTimeout(100);
  const hasil = { ...catatan, axe: {}, latar: {} };
  const latar = () => tab.evaluate(() => getComputedStyle(document.querySelector("main")).backgroundColor);
  await potret(tab, `${nama}-terang`);
  hasil.teks = await tab.evaluate(() => {
    const saring = document.querySelector("form.saring");
    if (saring) saring.hidden = true;
    const teks = document.querySelector("main").innerText;
    if (saring) saring.hidden = false;
    return teks;
  });
  hasil.latar.terang = await latar();
  hasil.axe.terang = await audit(tab, {});
  hasil.paspor = await coba_paspor(tab);
  hasil.urut = await coba_urut(tab);
  hasil.daftar = await coba_daftar(tab, alamat);
  hasil.tik = await telusur(tab);
  await tab.emulateMedia({ colorScheme: "dark" });
  hasil.latar.gelap = await latar();
  await potret(tab, `${nama}-gelap`);
  hasil.axe.gelap = await audit(tab, HANYA_WARNA);
  await tab.emulateMedia({ colorScheme: "light" });
  await tab.setViewportSize({ width: 360, height: 740 });
  await potret(tab, `${nama}-sempit`);
  hasil.lebar = await tab.evaluate(() => document.documentElement.scrollWidth);
  hasil.axe.sempit = await audit(tab, TANPA_WARNA);
  await tab.setViewportSize({ width: 1280, height: 900 });
  hasil.cetak = await cetak(tab);
  await tab.close();
  hasil.tanpa_skrip = await tanpa_skrip(alamat);
  return hasil;
}

const hasil = {};
const antrean = Object.entries(tugas.halaman);
async function kerjakan() {
  for (let satu = antrean.shift(); satu; satu = antrean.shift()) {
    const mulai = Date.now();
    hasil[satu[0]] = await periksa(...satu);
    hasil[satu[0]].milidetik = Date.now() - mulai;
  }
}
await Promise.all([kerjakan(), kerjakan()]);
await peramban.close();
process.stdout.write(JSON.stringify(hasil));
