/**
 * JARs become deployments: watched, loaded each in a class loader of its own, replaced and withdrawn.
 *
 * <p>Start at {@link dev.hearth.core.deploy.Deployer}. {@code FolderSync} compares what lies in the folder with what runs;
 * {@code VersionLoader} makes a version of a private copy, and {@code Assembly} finds the types in it and all that is
 * wrong; {@code LibraryView} is what a version sees of {@code deploy/lib}, {@code
 * SharedJars} exchanges that for all versions; {@code Hosting} knows what runs, {@code
 * KeptVersions} what ran before, which {@code RollingBack} brings back; {@code Drivers} loads a version's JDBC drivers, and {@code Leftovers} ends what it has left in the JVM.
 *
 * <p><b>Invariant.</b> A deployment that fails leaves everything as it was, and says why beside its JAR.
 *
 * <p><b>Not decided here.</b> What hosting a type means ({@code adapter}), what a module's hooks do ({@code pipeline}):
 * both are told through {@link dev.hearth.core.deploy.DeploymentListener}.
 */
@NullMarked
package dev.hearth.core.deploy;

import org.jspecify.annotations.NullMarked;
