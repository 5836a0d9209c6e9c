"""Generated from the two .proto files beside this one by `make proto`."""
