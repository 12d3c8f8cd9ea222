// Drives a running JupyterLab: opens notebooks, runs all of each, then does what the steps say.
//
//   node lab.mjs < task.json
//
// The task names `chromium`, `profil` (an empty folder), `modul` (where playwright-core stands),
// `gambar` (a folder for pictures) and `daftar`: for each notebook its `url` (with token) and its
// `langkah` (steps). Prints one JSON array: for each the executed notebook, what each step saw,
// the page's errors, requests to other hosts, and why it stopped (`sebab`), if it did.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const tugas = JSON.parse(readFileSync(0, "utf-8"));
const { chromium } = createRequire(path.join(tugas.modul, "x.js"))("playwright-core");
const BATAS = tugas.batas ?? 60000;

const peramban = await chromium.launchPersistentContext(tugas.profil, {
  executablePath: tugas.chromium,
  headless: true,
  viewport: { width: 1400, height: 1000 },
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const halaman = peramban.pages()[0] ?? (await peramban.newPage());
halaman.setDefaultTimeout(BATAS);
let galat = [];
let luar = [];
const asal = new URL(tugas.daftar[0].url).origin;
halaman.on("pageerror", (satu) => galat.push(String(satu)));
halaman.on("request", (satu) => {
  const tujuan = satu.url();
  if (/^(https?|wss?):/.test(tujuan) && !tujuan.replace(/^ws/, "http").startsWith(asal)) {
    luar.push(tujuan);
  }
});

async function read() {
  return halaman.evaluate(() => window.jupyterapp.shell.currentWidget.content.model.toJSON());
}

async function run(url) {
  await halaman.goto(url);
  await halaman.waitForFunction(
    () => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === "idle",
  );
  await halaman.evaluate(() => window.jupyterapp.commands.execute("notebook:run-all-cells"));
  await halaman.waitForFunction(
    () => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle",
  );
}

async function snap(nama) {
  await halaman.screenshot({ path: path.join(tugas.gambar, `${nama}.png`) });
}

const LANGKAH = {
  // Choose in a list by its label and the text of the choice.
  pilih: async ({ label, isi }) => {
    await halaman.getByLabel(label, { exact: true }).selectOption({ label: isi });
  },
  // Type into a field and leave it.
  ketik: async ({ label, isi }) => {
    const kotak = halaman.getByLabel(label, { exact: true });
    await kotak.fill(isi);
    await kotak.press("Enter");
  },
  klik: async ({ nama, peran = "button" }) => {
    await halaman.getByRole(peran, { name: nama }).first().click();
  },
  // Wait until a text stands in the widget.
  tunggu: async ({ isi }) => {
    await halaman.locator(".jupyter-widgets").getByText(isi).first().waitFor();
  },
  baca: async ({ wadah = ".jupyter-widgets" }) => halaman.locator(wadah).first().innerText(),
  // Open the menu of exporters and give what it offers.
  ekspor: async () => {
    await halaman.getByRole("menuitem", { name: /^(File|Berkas)$/ }).first().click();
    const induk = halaman.locator(".lm-Menu-item", { hasText: /Save and Export|Simpan dan Ekspor/ });
    await induk.first().hover();
    const butir = halaman.locator(".lm-Menu").last().locator(".lm-Menu-itemLabel");
    await butir.filter({ hasText: "Kinerja" }).first().waitFor();
    const isi = await butir.allInnerTexts();
    await halaman.keyboard.press("Escape");
    await halaman.keyboard.press("Escape");
    return isi;
  },
  gambar: async ({ nama }) => snap(nama),
  jeda: async ({ md }) => halaman.waitForTimeout(md),
};

async function play({ url, langkah }) {
  const lihat = [];
  let sebab = "";
  galat = [];
  luar = [];
  try {
    await run(url);
    for (const satu of langkah ?? []) {
      lihat.push((await LANGKAH[satu.jenis](satu)) ?? null);
    }
  } catch (satu) {
    sebab = String(satu);
    await snap("gagal");
  }
  return { notebook: await read().catch(() => null), lihat, galat, luar, sebab };
}

const hasil = [];
for (const satu of tugas.daftar) {
  hasil.push(await play(satu));
}
console.log(JSON.stringify(hasil));
await peramban.close();
