"""The operator's page: how a bot's puppets are, while it runs."""
