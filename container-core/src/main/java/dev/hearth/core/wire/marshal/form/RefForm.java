package dev.hearth.core.wire.marshal.form;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a stub points at, as {@link java.rmi.server.RemoteObject} writes it: bytes, with a socket factory among them. */
final class RefForm {

    private static final int ID = 22;
    private static final int PLAIN = 0;
    private static final int WITH_FACTORY = 1;

    private final String host;
    private final int port;
    private final byte[] id = new byte[ID];
    private final Optional<String> factory;

    private RefForm(List<Form> annotation) throws IOException {
        Optional<Form> factoryForm = soleObject(annotation);
        DataInputStream before = bytes(annotation, true);
        boolean withFactory = form(before) == WITH_FACTORY;
        if (withFactory != factoryForm.isPresent()) {
            throw new FormException("a stub of unknown form");
        }
        host = before.readUTF();
        port = before.readInt();
        if (withFactory) {
            requireEnd(before);
        }
        DataInputStream rest = withFactory ? bytes(annotation, false) : before;
        rest.readFully(id);
        rest.readBoolean(); // whether an acknowledgement is wanted
        requireEnd(rest);
        factory = factoryForm.isPresent() ? Optional.of(className(factoryForm.get())) : Optional.empty();
    }

    static RefForm of(Instance.Part remoteObject) throws IOException {
        if (!remoteObject.of().fields().isEmpty()) {
            throw new FormException("a stub with fields of its own");
        }
        try {
            RefForm read = new RefForm(remoteObject.annotation());
            wantNoAcknowledgement(remoteObject.annotation());
            return read;
        } catch (EOFException cut) {
            throw new FormException("a stub whose reference is cut off");
        }
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    byte[] id() {
        return id.clone();
    }

    /** The class of the socket factory; empty if there is none. */
    Optional<String> factory() {
        return factory;
    }

    private static int form(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        int form = switch (kind) {
            case "UnicastRef" -> PLAIN;
            case "UnicastRef2" -> in.readUnsignedByte();
            default ->
                throw new FormException("a stub with a reference of kind '" + kind
                        + "' (only UnicastRef and UnicastRef2 can be bound)");
        };
        if (form != PLAIN && form != WITH_FACTORY) {
            throw new FormException("a stub of unknown form");
        }
        return form;
    }

    private static Optional<Form> soleObject(List<Form> annotation) throws FormException {
        List<Form> objects = annotation.stream()
                .filter(each -> !(each instanceof Form.Block))
                .toList();
        if (objects.size() > 1) {
            throw new FormException("a stub of unknown form");
        }
        return objects.stream().findFirst();
    }

    /** The bytes before the object among them, or those after it. */
    private static DataInputStream bytes(List<Form> annotation, boolean before) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean wanted = before;
        for (Form each : annotation) {
            if (!(each instanceof Form.Block block)) {
                wanted = !before;
            } else if (wanted) {
                bytes.write(block.bytes());
            }
        }
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static void requireEnd(DataInputStream in) throws IOException {
        if (in.available() > 0) {
            throw new FormException("a stub of unknown form");
        }
    }

    private static String className(Form factory) throws FormException {
        if (factory instanceof Instance instance && !instance.type().isProxy()) {
            return instance.type().name();
        }
        if (factory instanceof Form.Constant constant) {
            return constant.type().name();
        }
        throw new FormException(
                "a stub with a socket factory that is neither an object of a class nor an enum's constant");
    }

    /** The last byte says whether whoever reads the stub acknowledges that; nobody waits for it here. */
    private static void wantNoAcknowledgement(List<Form> annotation) {
        for (int i = annotation.size() - 1; i >= 0; i--) {
            if (annotation.get(i) instanceof Form.Block block && block.bytes().length > 0) {
                block.bytes()[block.bytes().length - 1] = 0;
                return;
            }
        }
    }
}
