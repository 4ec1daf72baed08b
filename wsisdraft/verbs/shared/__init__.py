"""What several verbs are made of; the verbs themselves are one a file beside this folder."""
