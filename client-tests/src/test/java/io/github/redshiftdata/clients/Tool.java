package io.github.redshiftdata.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A row of the manual's table of tools, which is written if the test passes. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Tool {

    /** What people call it. */
    String value();

    /** A class of its artifact, whose file tells the version. Without one it is a {@link MachineProgram}, whose test tells it. */
    Class<?> of() default MachineProgram.class;

    /** What the user has to set; empty for nothing. */
    String setting() default "";

    /** What does not work, and why; empty for nothing. */
    String without() default "";
}
