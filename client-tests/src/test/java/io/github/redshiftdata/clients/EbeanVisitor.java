package io.github.redshiftdata.clients;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDateTime;

/** A row, for Ebean, which changes this class as it is loaded. */
@Entity
@Table(name = "ebean_visitor")
public class EbeanVisitor {

    @Id
    private String id;

    private String name;
    private BigDecimal price;
    private LocalDateTime at;

    /** The other mappers see this class too, and ask for it. */
    protected EbeanVisitor() {}

    public EbeanVisitor(String id, String name, BigDecimal price, LocalDateTime at) {
        this.id = id;
        this.name = name;
        this.price = price;
        this.at = at;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public BigDecimal price() {
        return price;
    }

    public LocalDateTime at() {
        return at;
    }

    public void rename(String to) {
        name = to;
    }
}
