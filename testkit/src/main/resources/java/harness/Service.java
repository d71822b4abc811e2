package harness;

/** What a sample program does for one request. */
public interface Service {
    /**
     * One operation.
     *
     * @param number counts the operations of the process
     */
    Object handle(int number) throws Exception;
}
