package io.equiveil.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A firm that has just installed the application: one server, one browser, and whoever the journeys so far
/// brought in.
final class Firm implements AutoCloseable {

    private final Application application;
    private final Chromium chromium;
    private final Map<String, Colleague> colleagues = new HashMap<>();
    private final Map<String, Client> clients = new HashMap<>();

    private String matter = "";

    private Firm(Application application, Chromium chromium) {
        this.application = application;
        this.chromium = chromium;
    }

    static Firm open(Path folder) throws Exception {
        return open(folder, Application.start(Files.createDirectories(folder.resolve("server"))));
    }

    static Firm open(Path folder, Application application) throws Exception {
        try {
            return new Firm(
                    application,
                    Chromium.open(Files.createDirectories(folder.resolve("browser")), application.authority()));
        } catch (Exception | AssertionError e) {
            application.close();
            throw e;
        }
    }

    Application application() {
        return application;
    }

    /// Somebody new at a device, who reads Chinese.
    Visitor visitor(String name, Device device) {
        return visitor(name, device, "zh-CN");
    }

    /// @param language `zh-CN` or `en`
    Visitor visitor(String name, Device device, String language) {
        return new Visitor(name, chromium.browser(), device.options(application.address(), language), device);
    }

    /// Somebody whose browser runs no script at all.
    Visitor visitorWithoutScript(String name, Device device) {
        return new Visitor(
                name,
                chromium.browser(),
                device.options(application.address(), "zh-CN").setJavaScriptEnabled(false),
                device);
    }

    void welcome(Colleague colleague) {
        colleagues.put(colleague.login(), colleague);
    }

    Colleague colleague(String login) {
        return Optional.ofNullable(colleagues.get(login))
                .orElseThrow(() -> new AssertionError("the journey that brings in " + login + " did not get that far"));
    }

    /// The path of the matter that the journeys are about.
    String matter() {
        return matter;
    }

    void matter(String path) {
        matter = path;
    }

    /// Prints a PDF as an office computer does: one page for each text.
    void print(Path file, String title, String... pages) {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=zh><title>" + title + "</title>");
        for (String page : pages) {
            html.append("<section style='break-after: page'><h1>" + title + "</h1><h2>" + page + "</h2></section>");
        }
        html.setLength(html.length() - "</section>".length());
        try (BrowserContext office = chromium.browser().newContext()) {
            Page page = office.newPage();
            page.setContent(html.toString());
            page.pdf(new Page.PdfOptions().setPath(file).setFormat("A4"));
        }
    }

    void welcome(Client client) {
        clients.put(client.name(), client);
    }

    Client client(String name) {
        return Optional.ofNullable(clients.get(name))
                .orElseThrow(
                        () -> new AssertionError("the journey that takes on the " + name + " did not get that far"));
    }

    @Override
    public void close() throws Exception {
        chromium.close();
        application.close();
    }
}
