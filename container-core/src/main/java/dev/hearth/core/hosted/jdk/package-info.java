/**
 * The classes that hosted code meets where it names classes of the JDK: each has the name, the superclasses and the public
 * and protected members of its original.
 *
 * <p>Deployments see this package and nothing else of the container's core. Nobody has to name these classes: the class loader
 * of a deployment puts their names where the originals' stand.
 *
 * <p><b>Invariant.</b> A class that was compiled against an original links against what stands here.
 */
@NullMarked
package dev.hearth.core.hosted.jdk;

import org.jspecify.annotations.NullMarked;
