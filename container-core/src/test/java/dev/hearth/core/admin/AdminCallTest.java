package dev.hearth.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminCallTest {

    private final FakeContainer container = new FakeContainer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deposit  | 1200              | 1201",
                "greet    | alice             | \"hello alice\"",
                "greet    | \"alice\"         | \"hello alice\"",
                "greet    | 42                | \"hello 42\"",
                "greet    | null              | \"hello null\"",
                "greet    | {\"a\": 1         | \"hello {\\\"a\\\": 1\"",
                "group    | [1,2]             | {\"all\":[2,3]}",
                "exchange | {\"amount\":1.10,\"currency\":\"EUR\"} CHF | {\"amount\":1.10,\"currency\":\"CHF\"}",
                "older    | {\"name\":\"ann\"} | {\"name\":\"ann\",\"age\":0}",
                "after    | 2026-02-27 PT48H  | \"2026-03-01\"",
                "echo     | 7                 | \"Integer 7\"",
                "echo     | word              | \"String word\"",
                "echo     | null              | \"null\"",
                "echo     | {\"a\":[1]}       | \"LinkedHashMap {a=[1]}\"",
                "length(int[]) | [1,2,3]      | 3",
                "length(String) | [1,2,3]     | 7",
                "length(java.lang.String) | x | 1",
                "accounts | `` | [{\"object\":\"bank\"},{\"interfaces\":[\"dev.hearth.core.admin.FakeContainer$Nameless\"]}]",
            })
    void wordsBecomeArgumentsAndResultsBecomeJson(String method, String words, String result) {
        Map<String, Object> reply = call(method, words.isEmpty() ? List.of() : List.of(words.split(" (?=[A-Z])")));

        assertThat(reply).containsEntry("outcome", "result");
        assertThat(Json.write(reply.get("result"))).isEqualTo(result);
    }

    @Test
    void methodThatReturnsNothingHasNoResult() {
        assertThat(call("nothing", List.of())).isEqualTo(Map.of("outcome", "result"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deposit | abc  | argument 1 of deposit(long): 'abc' is no long",
                "deposit | 1.5  | argument 1 of deposit(long): '1.5' is no long",
                "deposit | null | argument 1 of deposit(long): 'null' is no long",
                "deposit | 1 2  | argument 1 of deposit(long): '1 2' is no long",
                "deposit | ``   | argument 1 of deposit(long): '' is no long",
                "group   | [x]  | argument 1 of group(List)",
                "group   | [\"x\"] | argument 1 of group(List): '[\"x\"]' is no java.util.List<java.lang.Integer>",
                "listen  | bank | argument 1 of listen(Remote) is a remote object, which can't be given as JSON",
                "older   | {\"nome\":1} | argument 1 of older(Customer): '{\"nome\":1}' is no dev.hearth.core.admin.Bank$Customer: Unrecognized field",
                "length  | x    | bank has no method length with 1 argument, which may be any of length",
                "lengths | x    | bank has no method lengths with 1 argument; there are accounts(), after(LocalDate,Duration)",
            })
    void whatDoesNotFitIsRefusedWithTheReason(String method, String word, String message) {
        Map<String, Object> reply = call(method, List.of(word));

        assertThat(reply).containsEntry("outcome", "refused");
        assertThat(reply.get("error")).asString().contains(message);
    }

    @Test
    void wrongNumberOfArgumentsIsRefusedWithTheRightOne() {
        assertThat(call("deposit", List.of("1", "2")).get("error"))
                .asString()
                .contains("deposit with 2 arguments; there is deposit(long)");
    }

    @Test
    void whatTheObjectThrowsIsToldByClassAndMessage() {
        assertThat(call("fail", List.of("no money")))
                .isEqualTo(Map.of(
                        "outcome",
                        "exception",
                        "error",
                        Map.of("class", "dev.hearth.core.admin.Bank$Refusal", "message", "no money")));
    }

    @Test
    void resultThatCantBeWrittenIsAFaultThatNamesItsClass() {
        Map<String, Object> reply = call("unwritable", List.of());

        assertThat(reply).containsEntry("outcome", "fault");
        assertThat(reply.get("error"))
                .asString()
                .contains("the result, a [Ljava.lang.Object;, can't be written as JSON");
    }

    @Test
    void resultThatIsTooLongIsAFault() {
        Map<String, Object> reply = call("greet", List.of("x".repeat(5000)));

        assertThat(reply).containsEntry("outcome", "fault");
        assertThat(reply.get("error")).asString().contains("longer than admin.request-bytes allows");
    }

    @Test
    void jsonOfProgramsIsTakenAsItIs() throws IOException {
        assertThat(call(CallRequest.read("{\"object\":\"bank\",\"method\":\"greet\",\"arguments\":[null]}")))
                .containsEntry("result", new Json.Raw("\"hello null\""));
        assertThat(call(CallRequest.read("{\"object\":\"bank\",\"method\":\"greet\",\"arguments\":[42]}")))
                .containsEntry("result", new Json.Raw("\"hello 42\""));
        assertThat(call(CallRequest.read("{\"object\":\"bank\",\"method\":\"echo\",\"arguments\":[[0.10]]}"))
                        .toString())
                .contains("[0.1]");
    }

    @Test
    void callHoldsNoClassOfTheDeploymentBehind() throws Exception {
        WeakReference<ClassLoader> loader = new WeakReference<>(callInALoaderOfItsOwn());

        await("the deployment's loader to be collected").until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    private static ClassLoader callInALoaderOfItsOwn() throws Exception {
        ClassLoader loader = new Reloading();
        Object servant = loader.loadClass(Twister.Servant.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        HostedType type = FakeContainer.type("reloaded", servant);
        AdminCall call =
                adminCall(new CallRequest("reloaded", "twist", List.of("{\"x\":1,\"y\":2}"), true, Optional.empty()));

        FakeContainer.enter(call, type, servant);

        assertThat(call.reply().get()).containsEntry("result", new Json.Raw("{\"x\":2,\"y\":1}"));
        assertThat(servant.getClass()).isNotEqualTo(Twister.Servant.class);
        return loader;
    }

    private Map<String, Object> call(String method, List<String> words) {
        return call(new CallRequest("bank", method, words, true, Optional.empty()));
    }

    private Map<String, Object> call(CallRequest request) {
        AdminCall call = adminCall(request, container);
        container.enter(call);
        return call.reply().join();
    }

    private static AdminCall adminCall(CallRequest request) {
        return adminCall(request, new FakeContainer());
    }

    private static AdminCall adminCall(CallRequest request, FakeContainer container) {
        return new AdminCall(
                request, new Target.ByName(request.object()), Set.of(), Peer.LOCAL, container::nameOf, 4096);
    }

    /** Loads {@link Twister} and what is in it anew. */
    private static final class Reloading extends ClassLoader {

        Reloading() {
            super(AdminCallTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Twister.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
