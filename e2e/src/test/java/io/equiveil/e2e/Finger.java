package io.equiveil.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/// A finger on a touch screen: real touch events of the browser, so that a page which scrolls away under a
/// signature is found out.
final class Finger {

    private final Page page;
    private final CDPSession screen;

    Finger(Page page) {
        this.page = page;
        this.screen = page.context().newCDPSession(page);
    }

    /// Writes something like a name, in two strokes.
    void writeInto(String label) {
        Locator sheet = page.getByLabel(label);
        sheet.scrollIntoViewIfNeeded();
        BoundingBox box = sheet.boundingBox();
        stroke(box, 0.15, 0.2, 0.35, 0.8, 0.6, 0.3);
        stroke(box, 0.65, 0.7, 0.75, 0.2, 0.9, 0.75);
    }

    private void stroke(BoundingBox box, double... places) {
        touch("touchStart", box, places[0], places[1]);
        for (int i = 2; i < places.length; i += 2) {
            for (int part = 1; part <= 5; part++) {
                touch(
                        "touchMove",
                        box,
                        places[i - 2] + (places[i] - places[i - 2]) * part / 5,
                        places[i - 1] + (places[i + 1] - places[i - 1]) * part / 5);
            }
        }
        JsonObject lifted = new JsonObject();
        lifted.addProperty("type", "touchEnd");
        lifted.add("touchPoints", new JsonArray());
        screen.send("Input.dispatchTouchEvent", lifted);
    }

    private void touch(String type, BoundingBox box, double right, double down) {
        JsonObject point = new JsonObject();
        point.addProperty("x", box.x + box.width * right);
        point.addProperty("y", box.y + box.height * down);
        JsonArray points = new JsonArray();
        points.add(point);
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        screen.send("Input.dispatchTouchEvent", event);
    }
}
