"""The eGov Business telephone: shows what is to be signed and signs it with a real key of the test authority."""
