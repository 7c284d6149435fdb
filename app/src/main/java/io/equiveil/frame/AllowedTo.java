package io.equiveil.frame;

import io.equiveil.kernel.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call a handler of a page or of the REST interface. A handler with neither this nor [OpenToAll] is refused
/// to everybody, and a test fails on it. Whether a *value* may be opened is another question: that is the gate's.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedTo {

    /// Any one of these roles suffices.
    Role[] value();

    /// Whether the last factor must have been proven within the last 15 minutes (再次确认身份).
    boolean stepUp() default false;

    /// The page that somebody comes back to after the fresh proof, with this handler's own path variables
    /// (`/matters/{id}`). Left out: a page comes back to itself, a form to the page that it hangs below.
    String returnTo() default "";

    /// Fields of the form that are put by in the sealed session when a fresh proof is wanted first, so that the page
    /// can show them as they were (`identity.KeptFields`). For what is chosen, never for what is typed: at most 100
    /// numbers or names of constants, up to 60 characters each.
    String[] keeps() default {};
}
