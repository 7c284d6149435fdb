package io.equiveil.identity;

import io.equiveil.kernel.Requester;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Sessions of pages: what signing in, confirming and signing out do to the browser's cookie.
///
/// The secret changes at every sign-in and confirmation, so that one planted before is worth nothing (CWE-384).
@Component
public class PageSessions {

    private final Sessions sessions;
    private final Tokens tokens;

    PageSessions(Sessions sessions, Tokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /// From where a request comes.
    public Visit visit(HttpServletRequest request) {
        return Requesters.visit(request);
    }

    /// Begins a session of somebody who has proven two factors.
    ///
    /// @return where the visitor wanted to go, or `otherwise`
    public String begin(HttpServletRequest request, Proof proof, String otherwise) {
        String path = ReturnPath.recall(request, otherwise);
        HttpSession stranger = request.getSession(false);
        if (stranger != null) {
            stranger.invalidate();
        }
        HttpSession fresh = request.getSession(true);
        sessions.openAs(proof, visit(request), row(fresh), fresh.getId());
        request.removeAttribute(Requesters.ATTRIBUTE);
        return path;
    }

    /// Notes a fresh proof of identity.
    ///
    /// @return the session with its new secret; a program reads it here, a browser gets it as a cookie
    public OpenedSession confirm(HttpServletRequest request, Requester.SignedIn who, Factor factor) {
        request.removeAttribute(Requesters.ATTRIBUTE);
        if (SessionToken.hasHeader(request)) {
            return sessions.confirm(who, factor, tokens.newSecret());
        }
        return sessions.confirm(who, factor, request.changeSessionId());
    }

    /// Notes where somebody wants to go after confirming; nothing but a path of our own counts.
    public void want(HttpServletRequest request, String path) {
        ReturnPath.remember(request, path);
    }

    /// Where somebody wanted to go before having to confirm.
    public String wanted(HttpServletRequest request, String otherwise) {
        return ReturnPath.recall(request, otherwise);
    }

    /// Ends the session.
    public void end(HttpServletRequest request, Requester.SignedIn who) {
        sessions.signOut(who);
        forget(request);
    }

    /// Ends all sessions of this person.
    public void endEverywhere(HttpServletRequest request, Requester.SignedIn who) {
        sessions.signOutEverywhere(who);
        forget(request);
    }

    private static void forget(HttpServletRequest request) {
        request.removeAttribute(Requesters.ATTRIBUTE);
        if (!SessionToken.hasHeader(request)) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
    }

    private static UUID row(HttpSession session) {
        return (UUID) session.getAttribute(StoredSession.ROW);
    }
}
