package io.equiveil.frame;

import io.equiveil.kernel.PracticeHouse;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/// What the frame around a page knows of the request: in templates `${frame}`, on every page, errors included.
///
/// Computed when asked for, so that requests without a page pay nothing. Lives as long as its request.
public final class PageModel {

    static final String ATTRIBUTE = "frame";

    private final HttpServletRequest request;
    private final PageFurniture furniture;
    private @Nullable List<NavigationGroup> navigation;

    PageModel(HttpServletRequest request, PageFurniture furniture) {
        this.request = request;
        this.furniture = furniture;
    }

    /// The page's language, for `<html lang>`.
    public String language() {
        return isEnglish() ? "en" : "zh-CN";
    }

    /// The language that the switch at the top leads to.
    public String otherLanguage() {
        return isEnglish() ? "zh-CN" : "en";
    }

    /// Whether this reader chose large text.
    public boolean largeText() {
        return furniture.reader().wantsLargeText(request);
    }

    /// The path of the page that was asked for, without what followed a question mark.
    public String path() {
        Object failed = request.getAttribute("jakarta.servlet.error.request_uri");
        String path = failed instanceof String uri ? uri : request.getRequestURI();
        return path.startsWith("//") || path.indexOf('\\') >= 0 ? "/" : path;
    }

    /// Whether this is the practice house.
    public boolean practice() {
        return PracticeHouse.isHere();
    }

    /// Who asks.
    public Requester requester() {
        Object known = request.getAttribute(Requester.class.getName());
        return known instanceof Requester requester ? requester : new Requester.Anonymous(request.getRemoteAddr());
    }

    /// Whether somebody with a live session asks.
    public boolean signedIn() {
        return requester() instanceof Requester.SignedIn;
    }

    /// How the signed-in person is called at the top of the page: by roles, or as room `identity` says.
    public @Nullable String requesterLabel() {
        return requester() instanceof Requester.SignedIn person
                ? furniture.names().stream()
                        .flatMap(names -> names.labelFor(person).stream())
                        .findFirst()
                        .orElseGet(() -> roles(person))
                : null;
    }

    /// The left navigation of this person, by group.
    public List<NavigationGroup> navigation() {
        if (navigation == null) {
            navigation = requester() instanceof Requester.SignedIn person
                    ? groups(furniture.navigation(), person.roles(), path())
                    : List.of();
        }
        return navigation;
    }

    /// Whether there is a search box.
    public boolean searchable() {
        return requester() instanceof Requester.SignedIn person
                && !person.roles().equals(Set.of(Role.CLIENT))
                && furniture.searchable();
    }

    /// The newest checkpoint of the log, for the line at the foot of the page.
    public CheckpointLine.@Nullable Line checkpoint() {
        return furniture.checkpoints().stream()
                .flatMap(line -> line.newest().stream())
                .findFirst()
                .orElse(null);
    }

    /// What a notice says, in the page's language.
    public String text(Notice notice) {
        return messages().getMessage(notice.messageKey(), notice.values(), locale());
    }

    private String roles(Requester.SignedIn person) {
        return person.roles().stream()
                .sorted()
                .map(role -> messages().getMessage("frame.role." + role, null, locale()))
                .collect(Collectors.joining(isEnglish() ? ", " : "、"));
    }

    static List<NavigationGroup> groups(List<NavigationItem> items, Set<Role> roles, String path) {
        String current = items.stream()
                .map(NavigationItem::path)
                .filter(candidate -> path.equals(candidate) || path.startsWith(slashed(candidate)))
                .max(Comparator.comparingInt(String::length))
                .filter(best -> !best.equals("/") || path.equals("/"))
                .orElse("");
        Map<NavigationItem.Group, List<NavigationLink>> grouped = items.stream()
                .filter(item -> item.roles().stream().anyMatch(roles::contains))
                .sorted(Comparator.comparingInt(NavigationItem::order).thenComparing(NavigationItem::messageKey))
                .collect(Collectors.groupingBy(
                        NavigationItem::group,
                        () -> new EnumMap<>(NavigationItem.Group.class),
                        Collectors.mapping(
                                item -> new NavigationLink(
                                        item.messageKey(),
                                        item.path(),
                                        item.path().equals(current)),
                                Collectors.toList())));
        return grouped.entrySet().stream()
                .map(entry -> new NavigationGroup(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String slashed(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    private boolean isEnglish() {
        return locale().getLanguage().equals("en");
    }

    private Locale locale() {
        return furniture.reader().resolveLocale(request);
    }

    private MessageSource messages() {
        return furniture.messages();
    }

    /// A group of the navigation with what this person may see of it.
    public record NavigationGroup(NavigationItem.Group group, List<NavigationLink> items) {}

    /// A link of the navigation.
    ///
    /// @param current whether the page that is shown lies under it
    public record NavigationLink(String messageKey, String path, boolean current) {}
}
