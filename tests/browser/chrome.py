"""Drives headless Chromium over its DevTools protocol: open a page, evaluate, screenshot, print."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import websocket

_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-quic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
    "--remote-allow-origins=*", "--disable-extensions", "--mute-audio",
)  # fmt: skip

_KEY_CODES = {
    "Enter": 13, "Escape": 27, "Tab": 9, " ": 32, "PageUp": 33, "PageDown": 34, "End": 35, "Home": 36,
    "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
}  # fmt: skip


class Chrome:
    """A running browser with one page."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.mkdtemp(prefix="cxmap-chrome-")
        self._process = subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={self._profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = websocket.create_connection(self._page_address(), timeout=60)
        self._number = 0
        self.events: list[dict[str, Any]] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def _page_address(self) -> str:
        port_file = Path(self._profile) / "DevToolsActivePort"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if port_file.exists() and (text := port_file.read_text().split()):
                with urllib.request.urlopen(f"http://127.0.0.1:{text[0]}/json/list", timeout=10) as answer:
                    pages = [target for target in json.load(answer) if target["type"] == "page"]
                if pages:
                    return str(pages[0]["webSocketDebuggerUrl"])
            time.sleep(0.05)
        raise TimeoutError("Chromium did not start")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; events that come meanwhile are kept."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(message["error"])
                return dict(message["result"])
            self.events.append(message)

    def open(
        self, path: Path, width: int = 1400, height: int = 1000, *, mobile: bool = False, fragment: str = ""
    ) -> None:
        """Load a local file and wait until it is shown."""
        self.call("Page.navigate", url="about:blank")  # else another fragment alone would load nothing
        self.evaluate("1")
        self.events.clear()
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        self.call("Page.navigate", url=path.resolve().as_uri() + fragment)
        deadline = time.monotonic() + 60
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            if time.monotonic() > deadline:
                raise TimeoutError(str(path))
            self.events.append(json.loads(self._socket.recv()))
        self.evaluate("document.fonts.ready.then(() => 1)")

    def evaluate(self, script: str) -> Any:
        """Evaluate an expression in the page and return its value."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def complaints(self) -> list[str]:
        """Return what the page put on the console, and every dialog it opened, since it was loaded."""
        self.evaluate("new Promise(done => setTimeout(done, 60))")
        found = []
        for event in self.events:
            match event.get("method"):
                case "Log.entryAdded":
                    found.append(event["params"]["entry"]["text"])
                case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Page.javascriptDialogOpening":
                    found.append(json.dumps(event["params"])[:300])
        return found

    def requests(self) -> list[str]:
        """Return the addresses of everything that was fetched besides the page."""
        sent = [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return [address for address in sent[1:] if not address.startswith("data:")]

    def run_scripts(self, *, allowed: bool) -> None:
        """Allow or forbid the scripts of pages that are opened from now on."""
        self.call("Emulation.setScriptExecutionDisabled", value=not allowed)

    def prefer(self, **features: str) -> None:
        """Prefer media features such as `prefers_color_scheme="dark"`; without any, what is usual."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=wanted)

    def press(self, key: str, text: str = "") -> None:
        """Press a key, called as in JavaScript: `Enter`, `ArrowLeft`, `p`."""
        typed = text or (key if len(key) == 1 else {"Enter": "\r"}.get(key, ""))
        code = _KEY_CODES.get(key, ord(key.upper()) if len(key) == 1 else 0)
        pressed = {"key": key, "windowsVirtualKeyCode": code, "text": typed}
        self.call("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **pressed)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        """Put text in where the focus is."""
        self.call("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that a selector finds, after scrolling to it."""
        x, y = self.evaluate(
            f"(e => {{ e.scrollIntoView({{block: 'center', inline: 'center', behavior: 'instant'}});"
            " const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        self.click_at(x, y)

    def click_at(self, x: float, y: float) -> None:
        """Click a place in the window."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = "none" if kind == "mouseMoved" else "left"
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=1)

    def pdf(self) -> bytes:
        """Print the page at its own page size."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])

    def screenshot(self, path: Path, *, full: bool = True) -> None:
        """Save what the page looks like."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        """End the browser and remove its profile."""
        self._socket.close()
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)
