package neo4jstore

// SwapNeeds is what the transaction that puts a version live is assumed to take of the server's heap, in bytes.
var SwapNeeds = swapNeeds
