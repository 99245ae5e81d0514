package rmic;

public final class GuestImpl implements Guest {

    @Override
    public String greet(String whom) {
        return "hello, " + whom;
    }
}
