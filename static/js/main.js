// Progressive enhancement only: every page works without a line of this.
