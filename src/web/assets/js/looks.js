// Colours and size of text as this browser keeps them, before anything is painted. No module, since those come later.
(() => {
  const root = document.documentElement;
  const look = () => {
    const theme = localStorage.getItem("verbatim-theme");
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    const size = Number(localStorage.getItem("verbatim-text-size"));
    root.style.fontSize = size >= 75 && size <= 200 ? `${size}%` : "";
  };
  look();
  // Another tab may change them.
  window.addEventListener("storage", look);
  document.addEventListener("verbatim:looks", look);
})();
